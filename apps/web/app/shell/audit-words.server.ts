import type { CustomField, FieldType, RecordField } from '@socle/plugin-sdk';
import type { AuditEntry, Host } from '@socle/plugin-sdk/kernel';
import type { Ctx } from '@socle/plugin-sdk/server';
import { formatMoney } from '@socle/plugin-sdk/web';

/** A field that changed, in the reader's words. */
export interface ShownChange {
  name: string;
  label: string;
  before: string;
  after: string;
}

/** Says entries of the audit trail in the reader's language, as far as the reader may know. */
export interface AuditWords {
  /** Who did it; with an administrator behind it, both. */
  actor(entry: AuditEntry): string;
  /** What they did, without who. */
  deed(entry: AuditEntry): string;
  /** What kind of record it was, or empty. */
  kind(entry: AuditEntry): string;
  /** What changed; fields the reader may not see are left out. */
  changes(entry: AuditEntry): ShownChange[];
}

const ADMINISTRATION = /\./;

/** Looks up, once for all the entries, the names they mention. */
export async function auditWords(
  ctx: Ctx,
  host: Host,
  entries: readonly AuditEntry[],
): Promise<AuditWords> {
  const names = await lookUp(ctx, host, entries);
  const has = (key: string): boolean => host.catalog.messages[ctx.locale][key] !== undefined;
  const kind = ({ recordType }: AuditEntry): string => {
    const label = host.registry.records.get(recordType ?? '')?.label;
    return label ? ctx.t(label) : '';
  };
  return {
    kind,
    actor({ actorName, impersonatorId }) {
      if (!impersonatorId) return actorName || ctx.t('shell.audit.system');
      const admin = names.users.get(impersonatorId) ?? ctx.t('shell.audit.formerMember');
      return ctx.t('shell.audit.inNameOf', { admin, name: actorName });
    },
    deed(entry) {
      const title = entry.title ?? '';
      if (!ADMINISTRATION.test(entry.action))
        return ctx.t(`shell.audit.did.${entry.action}`, { title, kind: kind(entry).toLowerCase() });
      const key = `audit.act.${entry.action}`;
      if (has(key)) return ctx.t(key, { title });
      return ctx.t('shell.audit.didOther', { action: entry.action, title });
    },
    changes: (entry) => changesOf(ctx, host, names, entry),
  };
}

interface Names {
  users: ReadonlyMap<string, string>;
  titles: ReadonlyMap<string, string>;
  custom: ReadonlyMap<string, readonly CustomField[]>;
}

async function lookUp(ctx: Ctx, host: Host, entries: readonly AuditEntry[]): Promise<Names> {
  const types = new Set(entries.map(({ recordType }) => recordType ?? ''));
  const refs = entries.flatMap((entry) =>
    Object.entries(host.registry.records.get(entry.recordType ?? '')?.fields ?? {}).flatMap(
      ([name, field]: [string, RecordField]) =>
        field.to
          ? [entry.before?.[name], entry.after?.[name]]
              .filter((id): id is string => typeof id === 'string')
              .map((id) => ({ type: field.to ?? '', id }))
          : [],
    ),
  );
  const members = await ctx.query<{ id: string; name: string }>(
    'select user_id as id, name from socle_member',
  );
  const custom = new Map<string, readonly CustomField[]>();
  for (const type of types)
    if (host.registry.records.get(type)?.customFields)
      custom.set(type, await ctx.customFields.list(type));
  return {
    users: new Map(members.map(({ id, name }) => [id, name])),
    titles: refs.length > 0 ? await ctx.records.titles(refs) : new Map(),
    custom,
  };
}

function changesOf(ctx: Ctx, host: Host, names: Names, entry: AuditEntry): ShownChange[] {
  const { before, after, recordType } = entry;
  const record = host.registry.records.get(recordType ?? '');
  const changed = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  // In the order the manifest names them, which is the one of the screens.
  const known = Object.keys(record?.fields ?? {}).filter((name) => changed.has(name));
  const currency = String(after?.currency ?? before?.currency ?? ctx.workspace.currency);
  return [...new Set([...known, ...changed])]
    .filter((name) => !record || ctx.fieldRule(record.type, name) !== 'hidden')
    .map((name) => {
      const field = describe(ctx, host, names, recordType ?? '', name);
      const say = (value: unknown): string => showValue(ctx, names, field, value, currency);
      return { name, label: field.label, before: say(before?.[name]), after: say(after?.[name]) };
    })
    .filter((change) => change.before !== '' || change.after !== '');
}

interface Described {
  label: string;
  type: FieldType;
  to?: string;
  /** Stored value → message key. */
  options?: ReadonlyMap<string, string>;
}

function describe(ctx: Ctx, host: Host, names: Names, type: string, name: string): Described {
  const field: RecordField | undefined = host.registry.records.get(type)?.fields[name];
  if (field) {
    return {
      label: ctx.t(field.label),
      type: field.type,
      ...(field.to ? { to: field.to } : {}),
      ...(field.options
        ? { options: new Map(field.options.map(({ value, label }) => [value, label])) }
        : {}),
    };
  }
  const key = name.replace(/^customFields\./, '');
  const custom = names.custom.get(type)?.find((candidate) => candidate.key === key);
  if (custom) return { label: custom.label, type: custom.type };
  const word = `audit.key.${name}`;
  const said = ctx.t(word);
  return { label: said === word ? key : said, type: 'text' };
}

const MAX_SHOWN = 300;

function showValue(
  ctx: Ctx,
  names: Names,
  field: Described,
  value: unknown,
  currency: string,
): string {
  if (value === null || value === undefined || value === '') return '';
  const text = String(value);
  const option = (one: string): string => {
    const key = field.options?.get(one);
    return key ? ctx.t(key) : one;
  };
  switch (field.type) {
    case 'money':
      return /^-?\d+$/.test(text) ? formatMoney(text, currency, ctx.locale) : text;
    case 'date':
      return dateText(ctx, text);
    case 'instant':
      return instantText(ctx, text);
    case 'user':
      return names.users.get(text) ?? ctx.t('shell.audit.formerMember');
    case 'reference':
      return names.titles.get(`${field.to} ${text}`) ?? ctx.t('shell.audit.otherRecord');
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? numberText(ctx, text) : text;
    default:
      if (typeof value === 'boolean') return ctx.t(value ? 'ui.yes' : 'ui.no');
      if (Array.isArray(value) && field.type === 'tags')
        return value.map((one) => option(String(one))).join(', ');
      if (typeof value === 'object') return shorten(leaves(value).join(' · '));
      return shorten(option(text));
  }
}

const shorten = (text: string): string =>
  text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;

function dateText(ctx: Ctx, text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return text;
  return new Intl.DateTimeFormat(ctx.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(date);
}

function instantText(ctx: Ctx, text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) return text;
  const format = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(ctx.locale, { ...options, timeZone: ctx.timeZone }).format(at);
  return ctx.t('ui.time.dateAndTime', {
    date: format({ dateStyle: 'long' }),
    time: format({ timeStyle: 'short' }),
  });
}

// Handed over as text, because a float would change long figures.
const numberText = (ctx: Ctx, text: string): string =>
  new Intl.NumberFormat(ctx.locale, { maximumFractionDigits: 20 }).format(
    text as Intl.StringNumericLiteral,
  );

/** What structured data says, without its structure: the texts in it, part by part. */
function leaves(value: unknown): string[] {
  if (Array.isArray(value)) return value.map((part) => leaves(part).join(', ')).filter(Boolean);
  if (typeof value !== 'object' || value === null)
    return value === null || value === '' ? [] : [String(value)];
  // The kind of an address or number is a word of the code, not of the reader.
  const { label: _, ...parts } = value as Record<string, unknown>;
  return Object.values(parts).flatMap((part) => leaves(part));
}
