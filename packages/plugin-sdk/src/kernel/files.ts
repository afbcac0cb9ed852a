import { notFound, type RecordRef } from '../primitives';
import { isId, newId } from '../primitives/ids';
import type { Actor, Files, StoredFile } from '../server/ctx';
import type { QueryFn } from './database';
import type { Host } from './host';
import type { Transaction } from './tenancy';

interface FileScope {
  query: QueryFn;
  workspaceId: string;
  actor: Actor;
  now(): Date;
  transaction: Transaction;
  can(permission: string): boolean;
  isVisible(record: RecordRef): Promise<boolean>;
}

/** A file with the place of its content. */
export interface LocatedFile extends StoredFile {
  storageKey: string;
  createdBy: string | null;
  permission: string | null;
  recordType: string | null;
  recordId: string | null;
}

/** Finds a file of the workspace. Throws notFound. */
export async function locateFile(
  query: QueryFn,
  workspaceId: string,
  id: string,
): Promise<LocatedFile> {
  if (!isId(id)) throw notFound();
  const [file] = await query<Omit<LocatedFile, 'size'> & { size: string }>(
    `select id, name, content_type as "contentType", size, sha256, storage_key as "storageKey",
       created_by as "createdBy", permission, record_type as "recordType", record_id as "recordId"
     from socle_file where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  if (!file) throw notFound();
  return { ...file, size: Number(file.size) };
}

export function createFiles(host: Host, scope: FileScope): Files {
  const { query, workspaceId } = scope;
  const visible = async (id: string): Promise<LocatedFile> => {
    const file = await locateFile(query, workspaceId, id);
    if (!(await isForTheseEyes(scope, file))) throw notFound();
    return file;
  };
  return {
    async add(blob, { name, contentType, permission, record }) {
      const file: StoredFile = {
        id: newId(),
        name: safeName(name),
        contentType,
        size: blob.size,
        sha256: blob.sha256,
      };
      await query(
        `insert into socle_file (workspace_id, id, name, content_type, size, sha256, storage_key, created_at, created_by, permission, record_type, record_id)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
        [
          workspaceId,
          file.id,
          file.name,
          contentType,
          blob.size,
          blob.sha256,
          blob.storageKey,
          scope.now(),
          scope.actor.userId,
          permission ?? null,
          record?.type ?? null,
          record?.id ?? null,
        ],
      );
      return file;
    },
    async get(id) {
      const { name, contentType, size, sha256 } = await visible(id);
      return { id, name, contentType, size, sha256 };
    },
    async remove(id) {
      const file = await visible(id);
      await query('delete from socle_file where workspace_id = $1 and id = $2', [workspaceId, id]);
      scope.transaction.afterCommit(() => {
        host.storage
          .remove(file.storageKey)
          .catch((error: unknown) => host.log.warn({ err: error }, 'file content not removed'));
      });
    },
  };
}

async function isForTheseEyes(scope: FileScope, file: LocatedFile): Promise<boolean> {
  if (scope.actor.userId === null || file.createdBy === scope.actor.userId) return true;
  if (file.permission === null && file.recordType === null) return false;
  if (file.permission !== null && !scope.can(file.permission)) return false;
  const { recordType: type, recordId: id } = file;
  return type === null || id === null || scope.isVisible({ type, id });
}

// A name is only ever shown and offered for download; path parts and control characters have no place in it.
function safeName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const clean = last.toWellFormed().replace(/\p{C}/gu, '').trim().slice(0, 200);
  return clean === '' || clean === '.' || clean === '..' ? 'file' : clean;
}
