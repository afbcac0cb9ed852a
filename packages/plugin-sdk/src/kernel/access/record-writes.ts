import type { RecordEntity } from '../../server/repository';
import { diffRecord } from '../audit/diff-record';
import type { RecordChange } from '../audit/record-changes';
import type { RegisteredRecord } from '../registry';
import { type Caller, requireReach } from './caller';

interface Change {
  before: object | null;
  after: object | null;
}

interface RecordWriteScope {
  caller: Caller;
  recordChanges(changes: readonly RecordChange[]): Promise<void>;
}

/** What writing a record asks and leaves behind: how far the caller's rights reach, and the audit trail. */
export function recordWrites(
  scope: RecordWriteScope,
  record: RegisteredRecord,
  columns: readonly { property: string; name: string }[],
) {
  const { permissions } = record;
  const property = (column: string | undefined): string =>
    columns.find(({ name }) => name === column)?.property ?? '';
  const propertyOf = new Map(columns.map((column) => [column.name, column.property]));
  const ownerProperty = property(record.owner && record.fields[record.owner]?.column);
  const ownerOf = (row: object): string | null => {
    const of = row as Record<string, string | null | undefined>;
    return of[ownerProperty] ?? of.createdBy ?? null;
  };
  const reach = (permission: string, row: object): void =>
    requireReach(scope.caller, permission, ownerOf(row));
  const titleProperty = property(record.fields[record.title]?.column);
  const entry = (row: object, action: RecordChange['action']) => {
    const of = row as RecordEntity & Record<string, unknown>;
    return { action, recordType: record.type, recordId: of.id, title: String(of[titleProperty]) };
  };
  const ruled = Object.entries(record.fields)
    .filter(([name]) => scope.caller.fieldRule(record.type, name) !== null)
    .map(([, field]) => property(field.column));
  const diff = (before: object | null, after: object | null) =>
    diffRecord(
      record,
      before as Record<string, unknown> | null,
      after as Record<string, unknown> | null,
      propertyOf,
    );
  return {
    checkNew: (row: object) => reach(permissions.create, row),
    checkChange(before: object, patch: object, permission?: string) {
      const usual = 'archivedAt' in patch ? permissions.archive : permissions.update;
      reach(permission ?? usual, before);
    },
    checkRemoval(rows: readonly object[]) {
      for (const row of rows) reach(permissions.archive, row);
    },
    // The net below `ctx.writable`: a field that is not the caller's keeps its value, whatever the code above did.
    writable(before: RecordEntity, patch: object): object {
      if (!scope.caller.hasFieldRules(record.type)) return patch;
      const kept: Record<string, unknown> = { ...patch };
      for (const name of ruled) delete kept[name];
      if (kept.customFields && typeof kept.customFields === 'object') {
        const mine = Object.entries(kept.customFields).filter(([key]) => !isRuled(key));
        const theirs = Object.entries(before.customFields).filter(([key]) => isRuled(key));
        kept.customFields = Object.fromEntries([...mine, ...theirs]);
      }
      return kept;
    },
    created: (rows: readonly object[]) => audited(rows.map((after) => ({ before: null, after }))),
    updated: (changes: readonly Change[]) => audited(changes),
    removed: (rows: readonly object[]) => audited(rows.map((before) => ({ before, after: null }))),
    audited,
  };

  function audited(changes: readonly Change[]): Promise<void> {
    return scope.recordChanges(
      changes.flatMap(({ before, after }) => {
        const row = after ?? before;
        const fields = diff(before, after);
        const action = actionOf(before as RecordEntity | null, after as RecordEntity | null);
        if (!row || (action === 'updated' && !fields)) return [];
        return [{ ...entry(row, action), ...(fields ?? NO_FIELDS) }];
      }),
    );
  }

  function isRuled(key: string): boolean {
    return scope.caller.fieldRule(record.type, `customFields.${key}`) !== null;
  }
}

const NO_FIELDS = { before: null, after: null };

function actionOf(before: RecordEntity | null, after: RecordEntity | null): RecordChange['action'] {
  if (!before) return 'created';
  if (!after) return 'removed';
  if (Boolean(before.archivedAt) === Boolean(after.archivedAt)) return 'updated';
  return after.archivedAt ? 'archived' : 'restored';
}
