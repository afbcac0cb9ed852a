import { sha256 } from '../config';

/** A row of the trail as it is sealed: every column as the database writes it. */
export interface ChainRow {
  id: string;
  occurred_at: string;
  user_id: string | null;
  impersonator_id: string | null;
  actor_name: string;
  via: string;
  action: string;
  record_type: string | null;
  record_id: string | null;
  title: string | null;
  before: string | null;
  after: string | null;
  request_id: string | null;
}

/** Selects a `ChainRow`. Values stay text: read as numbers, figures of jsonb would lose digits. */
export const CHAIN_COLUMNS = `id, to_char(occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') as occurred_at,
  user_id, impersonator_id, actor_name, via, action, record_type, record_id, title,
  before::text as before, after::text as after, request_id`;

/** The hash of a row: of the one before it (empty for the first), its place and all it says. */
export function sealOf(
  previousHash: string,
  workspaceId: string,
  seq: number,
  row: ChainRow,
): string {
  return sha256(
    JSON.stringify([
      previousHash,
      workspaceId,
      seq,
      row.id,
      row.occurred_at,
      row.user_id,
      row.impersonator_id,
      row.actor_name,
      row.via,
      row.action,
      row.record_type,
      row.record_id,
      row.title,
      row.before,
      row.after,
      row.request_id,
    ]),
  );
}
