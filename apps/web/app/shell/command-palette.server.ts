import { type Host, type RegisteredRecord, searchWords } from '@socle/plugin-sdk/kernel';
import type { Ctx } from '@socle/plugin-sdk/server';
import { rank } from './command-palette-rank';
import { type FoundRecord, findRecord, findRecords, readableRecords } from './found-records.server';
import type { MemberArgs } from './host-page.server';
import { recordIdAt } from './record-path';

/** A record as the command palette shows it. */
export interface PaletteRecord {
  title: string;
  subtitle?: string;
  to: string;
  icon: string;
}

/** Records of one type, best first. */
export interface PaletteRecords {
  type: string;
  /** Message key. */
  label: string;
  records: PaletteRecord[];
}

/** What the palette offers on every page, known when the frame is read. */
export interface PaletteData {
  userId: string;
  /** Pages that make a new record. `label` is the act's or else the record type's message key. */
  creations: { to: string; label: string; isAct: boolean; icon: string }[];
  /** Addresses of records, with `:id`. */
  recordPaths: string[];
  /** Settings of modules. */
  settings: { to: string; label: string; icon: string }[];
}

type FrameArgs = Pick<MemberArgs, 'host' | 'state' | 'session' | 'permissions' | 'isAdmin'>;

/** What this user may open and create in this workspace. */
export function paletteData(args: FrameArgs): PaletteData {
  const { host, state, session, permissions, isAdmin } = args;
  const manifests = host.registry.modules
    .map(({ manifest }) => manifest)
    .filter(({ id }) => state.modulesOn.has(id));
  const pages = new Set(manifests.flatMap(({ routes }) => routes ?? []).map(({ path }) => path));
  const records = [...host.registry.records.values()].filter(({ moduleId }) =>
    state.modulesOn.has(moduleId),
  );
  const hasSettings = isAdmin && !session.impersonatorId;
  return {
    userId: session.userId,
    creations: records
      .filter((record) => permissions.has(record.permissions.create) && pages.has(newPage(record)))
      .map((record) => ({
        to: `/${newPage(record)}`,
        icon: record.icon,
        ...actLabel(host, record),
      })),
    recordPaths: records
      .filter((record) => permissions.has(record.permissions.read))
      .map(({ path }) => path),
    settings: manifests
      .filter(({ settings }) => hasSettings && settings)
      .map(({ id, name, icon }) => ({ to: `/settings/module/${id}`, label: name, icon })),
  };
}

const newPage = (record: RegisteredRecord): string =>
  record.path.replace(/^\//, '').replace(':id', 'new');

// Modules call a record `thing.one` and its form `thing.new`: French needs the gender that only they know.
function actLabel(host: Host, record: RegisteredRecord): { label: string; isAct: boolean } {
  const act = record.label.replace(/\.one$/, '.new');
  const isAct = act !== record.label && host.catalog.messages.en[act] !== undefined;
  return { label: isAct ? act : record.label, isAct };
}

const LOOKED_AT = 40;
const SHOWN = 6;

/** The records of every readable type that answer to what is typed. */
export async function paletteMatches(host: Host, ctx: Ctx, q: string): Promise<PaletteRecords[]> {
  const groups: PaletteRecords[] = [];
  // Punctuation alone asks for nothing; a list would show all it has.
  if (searchWords(q).length === 0) return groups;
  // One after the other: a transaction has one connection.
  for (const record of readableRecords(host, ctx)) {
    const found = await findRecords(ctx, record, { q, limit: LOOKED_AT });
    const best = found
      .map((match) => ({ match, rank: rank(q, match.title) }))
      .sort((a, b) => b.rank - a.rank)
      .slice(0, SHOWN);
    if (best.length === 0) continue;
    const records = best.map(({ match }) => paletteRecord(record, match));
    groups.push({ type: record.type, label: record.labelPlural, records });
  }
  return groups;
}

/** The records at addresses opened before, in their order; what is gone or out of reach is left out. */
export async function recordsAt(
  host: Host,
  ctx: Ctx,
  paths: readonly string[],
): Promise<PaletteRecord[]> {
  const types = readableRecords(host, ctx);
  const records: PaletteRecord[] = [];
  for (const path of paths) {
    const type = types.find((record) => recordIdAt(record.path, path));
    const id = type && recordIdAt(type.path, path);
    const found = id ? await findRecord(ctx, type, id) : null;
    if (type && found) records.push(paletteRecord(type, found));
  }
  return records;
}

const paletteRecord = (record: RegisteredRecord, found: FoundRecord): PaletteRecord => ({
  title: found.title,
  ...(found.subtitle ? { subtitle: found.subtitle } : {}),
  to: found.to,
  icon: record.icon,
});
