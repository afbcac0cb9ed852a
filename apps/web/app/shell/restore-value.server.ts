import type { FieldType, RecordRow } from '@socle/plugin-sdk';
import {
  type AuditEntry,
  type Host,
  isCut,
  isSameValue,
  type RegisteredRecord,
} from '@socle/plugin-sdk/kernel';
import type { Ctx, Resource } from '@socle/plugin-sdk/server';

const CUSTOM = 'customFields.';

/**
 * Which old values of these entries the caller may put back: those of fields that the record's own
 * use-case takes, that read otherwise now, and that were kept whole. By entry id.
 */
export async function restorableFields(
  ctx: Ctx,
  host: Host,
  record: RegisteredRecord,
  row: RecordRow,
  entries: readonly AuditEntry[],
): Promise<Map<string, ReadonlySet<string>>> {
  const resource = resourceOf(host, record);
  const canUpdate =
    row.archivedAt === null && ctx.reaches(record.permissions.update, record.type, row);
  if (!resource?.update || !canUpdate) return new Map();
  const updates = entries.filter(({ action, before }) => action === 'updated' && before);
  const fields = new Map<string, FieldType>(
    Object.entries(record.fields).map(([name, { type }]) => [name, type]),
  );
  if (record.customFields)
    for (const { key } of await ctx.customFields.list(record.type))
      fields.set(`${CUSTOM}${key}`, 'text');
  const inputs = await inputsFor(ctx, resource, record, row, updates);
  return new Map(
    updates.map((entry, index) => [
      entry.id,
      new Set(
        Object.keys(entry.before ?? {}).filter((name) =>
          isRestorable(
            { ctx, resource, type: fields.get(name), row, entry, as: inputs[index] ?? row },
            name,
          ),
        ),
      ),
    ]),
  );
}

/** Puts one old value back as if the caller had typed it; false when it cannot be. */
export async function restoreField(
  ctx: Ctx,
  host: Host,
  record: RegisteredRecord,
  row: RecordRow,
  entry: AuditEntry,
  name: string,
): Promise<boolean> {
  const restorable = await restorableFields(ctx, host, record, row, [entry]);
  const resource = resourceOf(host, record);
  if (!resource?.update || !restorable.get(entry.id)?.has(name)) return false;
  const [as = row] = await inputsFor(ctx, resource, record, row, [entry]);
  const input = resource.update.input.parse(patchOf(row, as, name, entry)) as never;
  await resource.update.run(ctx, row.id, input, null);
  return true;
}

const resourceOf = (host: Host, record: RegisteredRecord): Resource | undefined =>
  host.registry.byId.get(record.moduleId)?.resources?.find(({ record: of }) => of === record.type);

/** The record as its API would have shown it before each entry, because that is what its API takes. */
async function inputsFor(
  ctx: Ctx,
  resource: Resource,
  record: RegisteredRecord,
  row: RecordRow,
  entries: readonly AuditEntry[],
): Promise<RecordRow[]> {
  const rows = entries.map(({ before }) => {
    const old = Object.entries(before ?? {}).filter(([name]) => !name.startsWith(CUSTOM));
    return {
      ...row,
      ...Object.fromEntries(old.map(([name, value]) => [name, stored(record, name, value)])),
    };
  });
  const shown = resource.expand && rows.length > 0 ? await resource.expand(ctx, rows) : rows;
  return JSON.parse(JSON.stringify(shown)) as RecordRow[];
}

// The trail keeps an instant as text; rows of the database hold a Date.
const stored = (record: RegisteredRecord, name: string, value: unknown): unknown =>
  record.fields[name]?.type === 'instant' && typeof value === 'string' ? new Date(value) : value;

interface Candidate {
  ctx: Ctx;
  resource: Resource;
  /** None for a field that is no more. */
  type: FieldType | undefined;
  row: RecordRow;
  entry: AuditEntry;
  as: RecordRow;
}

function isRestorable(candidate: Candidate, name: string): boolean {
  const { ctx, resource, type, row, entry, as } = candidate;
  if (!type || ctx.fieldRule(resource.record, name) !== null) return false;
  const isCustom = name.startsWith(CUSTOM);
  const old = entry.before?.[name];
  const present = isCustom ? row.customFields[name.slice(CUSTOM.length)] : row[name];
  if (isCut(old) || isSameValue(type, old, present)) return false;
  const parsed = resource.update?.input.safeParse(patchOf(row, as, name, entry));
  // A field that the use-case does not know may be dropped in silence.
  const taken = isCustom ? 'customFields' : name;
  return parsed?.success === true && Object.hasOwn(Object(parsed.data), taken);
}

function patchOf(
  row: RecordRow,
  as: RecordRow,
  name: string,
  entry: AuditEntry,
): Record<string, unknown> {
  if (!name.startsWith(CUSTOM)) return { [name]: as[name] };
  // Custom values are written together: the others stay as they are.
  const values = { ...row.customFields, [name.slice(CUSTOM.length)]: entry.before?.[name] ?? null };
  return { customFields: values };
}
