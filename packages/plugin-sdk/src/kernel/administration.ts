import type { CustomField, CustomFieldType, Json, SettingField } from '../contract';
import { CUSTOM_FIELD_TYPES } from '../contract';
import { AppError, type FieldError, invalid, notFound } from '../primitives';
import { newId } from '../primitives/ids';
import { type Act, recordActIn } from './audit/record-act';
import type { QueryFn } from './database';
import type { Host } from './host';
import { inSystemTransaction } from './people/change';
import { CACHE_CHANNEL } from './realtime';

/** Who administers, and from where. */
export type ActBy = Pick<Act, 'userId' | 'impersonatorId' | 'via'>;

const BY_SYSTEM: ActBy = { userId: null, via: 'system' };

/** One change of the workspace itself: done, recorded and known to every process, or not at all. */
async function administer(
  host: Host,
  workspaceId: string,
  by: ActBy,
  work: (query: QueryFn) => Promise<Omit<Act, 'userId' | 'via'> | null>,
): Promise<void> {
  await inSystemTransaction(host, async (query) => {
    const act = await work(query);
    if (act) await recordActIn(query, host.clock(), workspaceId, { ...by, ...act });
  });
  await workspaceChanged(host, workspaceId);
}

/** Makes every process read the workspace anew: its switches, its settings and its members' rights. */
export async function workspaceChanged(host: Host, workspaceId: string): Promise<void> {
  host.cache.invalidate({ workspace: workspaceId });
  await host.database.systemQuery('select pg_notify($1, $2)', [
    CACHE_CHANNEL,
    JSON.stringify({ workspace: workspaceId }),
  ]);
}

/**
 * Switches a module on or off for one workspace. Its data stays. Refused for a module that is always on,
 * and while others that are on depend on it (the error names them).
 */
export async function switchModule(
  host: Host,
  workspaceId: string,
  moduleId: string,
  isOn: boolean,
  by: ActBy = BY_SYSTEM,
): Promise<void> {
  const module = host.registry.byId.get(moduleId);
  if (!module) throw notFound();
  if (module.manifest.alwaysOn) throw new AppError('conflict', 'error.moduleAlwaysOn');
  const state = await host.workspaceState(workspaceId);
  const needed = host.registry.dependants(moduleId).filter((id) => state.modulesOn.has(id));
  if (!isOn && needed.length > 0)
    throw new AppError('conflict', 'error.moduleNeeded', { modules: needed.join(', ') });
  const missing = module.manifest.dependsOn.filter((id) => !state.modulesOn.has(id));
  if (isOn && missing.length > 0)
    throw new AppError('conflict', 'error.moduleNeeds', { modules: missing.join(', ') });
  await administer(host, workspaceId, by, async (query) => {
    await query(
      `insert into socle_module_state (workspace_id, module_id, is_on, changed_by) values ($1, $2, $3, $4)
       on conflict (workspace_id, module_id) do update set is_on = excluded.is_on, changed_at = now(), changed_by = excluded.changed_by`,
      [workspaceId, moduleId, isOn, by.userId],
    );
    const title = host.catalog.t(state.info.locale, module.manifest.name);
    if (state.modulesOn.has(moduleId) === isOn) return null;
    return {
      action: isOn ? 'module.switchedOn' : 'module.switchedOff',
      subject: { type: 'module', id: moduleId, title },
    };
  });
}

/** Saves a module's settings, checked against their declaration. Throws `invalid` naming each field. */
export async function saveSettings(
  host: Host,
  workspaceId: string,
  moduleId: string,
  input: Record<string, unknown>,
  by: ActBy = BY_SYSTEM,
): Promise<void> {
  const manifest = host.registry.byId.get(moduleId)?.manifest;
  const fields = manifest?.settings;
  if (!fields) throw notFound();
  const errors: FieldError[] = [];
  const values: Record<string, Json> = {};
  for (const [key, field] of Object.entries<SettingField>(fields)) {
    const outcome = checkSetting(field, input[key]);
    if ('code' in outcome) errors.push({ field: key, ...outcome });
    else values[key] = outcome.value;
  }
  if (errors.length > 0) throw invalid(errors);
  const { info } = await host.workspaceState(workspaceId);
  await administer(host, workspaceId, by, async (query) => {
    const [kept] = await query<{ values: Record<string, Json> }>(
      'select values from socle_setting where workspace_id = $1 and module_id = $2 for update',
      [workspaceId, moduleId],
    );
    await query(
      `insert into socle_setting (workspace_id, module_id, values, changed_by) values ($1, $2, $3, $4)
       on conflict (workspace_id, module_id)
         do update set values = excluded.values, version = socle_setting.version + 1, changed_at = now(), changed_by = excluded.changed_by`,
      [workspaceId, moduleId, JSON.stringify(values), by.userId],
    );
    const was = (key: string): Json => kept?.values[key] ?? fields[key]?.default ?? null;
    const changed = Object.keys(values).filter((key) => was(key) !== values[key]);
    if (changed.length === 0) return null;
    // By the words of the page, which are what a reader of the log knows.
    const named = (of: (key: string) => Json): Record<string, Json> =>
      Object.fromEntries(
        changed.map((key) => [host.catalog.t(info.locale, fields[key]?.label ?? key), of(key)]),
      );
    return {
      action: 'settings.changed',
      subject: { type: 'module', id: moduleId, title: host.catalog.t(info.locale, manifest.name) },
      before: named(was),
      after: named((key) => values[key] ?? null),
    };
  });
}

function checkSetting(
  field: SettingField,
  value: unknown,
): { value: Json } | Omit<FieldError, 'field'> {
  const text = typeof value === 'string' ? value.trim() : value;
  switch (field.type) {
    case 'boolean':
      return { value: text === true || text === 'on' || text === 'true' };
    case 'number': {
      const number = typeof text === 'number' ? text : Number(String(text ?? '').replace(',', '.'));
      if (text === '' || text === undefined || !Number.isFinite(number))
        return { code: 'error.wrongType', params: { expected: 'number' } };
      if (number < field.min)
        return { code: 'error.tooSmall.number', params: { minimum: field.min } };
      return number > field.max
        ? { code: 'error.tooBig.number', params: { maximum: field.max } }
        : { value: number };
    }
    case 'select': {
      const choices = field.options.map((option) => option.value);
      return choices.includes(String(text))
        ? { value: String(text) }
        : { code: 'error.notAChoice', params: { choices: choices.join(', ') } };
    }
    case 'text': {
      const line = String(text ?? '');
      const most = field.maxLength ?? 300;
      if (line.includes('\u0000') || !line.isWellFormed()) return { code: 'error.badCharacters' };
      return line.length > most
        ? { code: 'error.tooBig.string', params: { maximum: most } }
        : { value: line };
    }
  }
}

/** What a person gives to make a field of their own. */
export interface CustomFieldInput {
  recordType: string;
  label: string;
  type: string;
  isRequired: boolean;
  /** Choices of a `select`, one a line. */
  options: string[];
}

const MAX_CUSTOM_FIELDS = 200;

/** Adds a field to a record type. The key is made from the label and never changes. No table is altered. */
export async function addCustomField(
  host: Host,
  workspaceId: string,
  input: CustomFieldInput,
  by: ActBy = BY_SYSTEM,
): Promise<CustomField> {
  const record = host.registry.records.get(input.recordType);
  if (!record?.customFields) throw notFound();
  const label = input.label.trim();
  const options = [...new Set(input.options.map((option) => option.trim()).filter(Boolean))];
  const errors: FieldError[] = [];
  if (label === '') errors.push({ field: 'label', code: 'error.required' });
  if (label.length > 100)
    errors.push({ field: 'label', code: 'error.tooBig.string', params: { maximum: 100 } });
  if (!(CUSTOM_FIELD_TYPES as readonly string[]).includes(input.type)) {
    errors.push({
      field: 'type',
      code: 'error.notAChoice',
      params: { choices: CUSTOM_FIELD_TYPES.join(', ') },
    });
  }
  if (input.type === 'select' && options.length === 0)
    errors.push({ field: 'options', code: 'error.required' });
  if (errors.length > 0) throw invalid(errors);
  const existing = await host.database.systemQuery<{ key: string }>(
    'select key from socle_custom_field where workspace_id = $1 and record_type = $2',
    [workspaceId, input.recordType],
  );
  if (existing.length >= MAX_CUSTOM_FIELDS)
    throw new AppError('conflict', 'error.tooManyCustomFields', { maximum: MAX_CUSTOM_FIELDS });
  const field: CustomField = {
    id: newId(),
    recordType: input.recordType,
    key: freeKey(label, new Set(existing.map((row) => row.key))),
    type: input.type as CustomFieldType,
    label,
    isRequired: input.isRequired,
    options: input.type === 'select' ? options : [],
    position: existing.length,
    archivedAt: null,
  };
  await administer(host, workspaceId, by, async (query) => {
    await query(
      `insert into socle_custom_field (workspace_id, id, record_type, key, type, label, is_required, options, position)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        workspaceId,
        field.id,
        field.recordType,
        field.key,
        field.type,
        label,
        field.isRequired,
        JSON.stringify(field.options),
        field.position,
      ],
    );
    return {
      action: 'customField.created',
      subject: { type: 'customField', id: field.id, title: label },
      after: { recordType: field.recordType, type: field.type },
    };
  });
  return field;
}

/** Hides a field, or shows it again; its values stay. */
export async function archiveCustomField(
  host: Host,
  workspaceId: string,
  id: string,
  isArchived: boolean,
  by: ActBy = BY_SYSTEM,
): Promise<void> {
  await administer(host, workspaceId, by, async (query) => {
    const [field] = await query<{ label: string }>(
      `update socle_custom_field set archived_at = case when $3 then now() end where workspace_id = $1 and id::text = $2 returning label`,
      [workspaceId, id, isArchived],
    );
    if (!field) throw notFound();
    return {
      action: isArchived ? 'customField.archived' : 'customField.restored',
      subject: { type: 'customField', id, title: field.label },
    };
  });
}

/** All fields of a workspace, archived ones included. */
export async function allCustomFields(host: Host, workspaceId: string): Promise<CustomField[]> {
  return host.database.systemQuery<CustomField>(
    `select id, record_type as "recordType", key, type, label, is_required as "isRequired", options, position, archived_at as "archivedAt"
     from socle_custom_field where workspace_id = $1 order by record_type, position`,
    [workspaceId],
  );
}

/** `Chiffre d'affaires` → `chiffreDAffaires`: safe in SQL, in JSON and in a form. */
function freeKey(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  const camel = words
    .map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('')
    .slice(0, 50);
  const base = /^[a-z]/.test(camel) ? camel : `field${camel}`;
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? base : `${base}${n}`;
    if (!taken.has(key)) return key;
  }
}
