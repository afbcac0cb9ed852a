import type { EntitySchema } from 'typeorm';
import type {
  AccessScope,
  CustomField,
  EventDefinition,
  FieldRule,
  GuardPoint,
  Json,
  LinkDefinition,
  ListPage,
  ListQuery,
  Manifest,
  PortDefinition,
  RecordRow,
  SettingsOf,
} from '../contract';
import type { RecordRef } from '../primitives';
import type { JobDefinition, JobView } from './job';
import type { Repository, WorkspaceRow } from './repository';

/** On whose behalf code runs. */
export interface Actor {
  /** `system` for jobs, subscribers and the command line without `--user`. */
  kind: 'user' | 'apiKey' | 'system';
  userId: string | null;
  name: string;
}

/** How a write came about; kept with every change. */
export type Via = 'screen' | 'api' | 'import' | 'automation' | 'job' | 'commandLine';

/** The workspace as every part of the product needs it. */
export interface WorkspaceInfo {
  id: string;
  name: string;
  /** IANA zone, e.g. `Europe/Paris`. */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  locale: 'fr' | 'en';
}

/** A stored file, e.g. one uploaded for an import. */
export interface StoredFile {
  id: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** Content that lies in storage and waits to become a file of a workspace. */
export interface StoredBlob {
  storageKey: string;
  size: number;
  sha256: string;
}

/**
 * Files of the workspace. Their content lies outside the database and is written and read outside
 * transactions; what is here only registers, finds and forgets it.
 */
export interface Files {
  /** Seen by its maker, and by those who hold `permission` and see `record`, as far as these are given. */
  add(
    blob: StoredBlob,
    file: { name: string; contentType: string; permission?: string; record?: RecordRef },
  ): Promise<StoredFile>;
  /** Throws notFound when the file is missing, another workspace's or not for these eyes. */
  get(id: string): Promise<StoredFile>;
  remove(id: string): Promise<void>;
}

export interface Jobs {
  /** Adds a job in this transaction; with a `key`, an equal job still waiting is kept instead. Returns its id. */
  enqueue<I, S extends Json = Json>(
    job: JobDefinition<I, S>,
    input: I,
    options?: { key?: string; runAt?: Date },
  ): Promise<string>;
  get(id: string): Promise<JobView | null>;
  cancel(id: string): Promise<void>;
  retry(id: string): Promise<void>;
}

export interface CustomFields {
  list(recordType: string): Promise<CustomField[]>;
}

/** Lists and single records read by their description; permission and workspace are always applied. */
export interface Records {
  list(type: string, query: ListQuery): Promise<ListPage>;
  find(type: string, id: string): Promise<RecordRow | null>;
  /** Throws notFound. */
  get(type: string, id: string): Promise<RecordRow>;
  count(type: string, query: ListQuery): Promise<number>;
  /** Titles of many records at once; those not visible are left out. */
  titles(refs: readonly RecordRef[]): Promise<Map<string, string>>;
  /** Record types of which the caller sees some records and not others. */
  partlyVisible(): { type: string; table: string }[];
}

export interface LinkEnds {
  fromId: string;
  toId: string;
}

export interface Links {
  add(link: LinkDefinition, ends: LinkEnds): Promise<void>;
  remove(link: LinkDefinition, ends: LinkEnds): Promise<void>;
  /** Ids at the other end. */
  of(link: LinkDefinition, end: { fromId: string } | { toId: string }): Promise<string[]>;
}

/** One thing to publish. */
export interface Publication<P> {
  record: RecordRef;
  payload: P;
}

/** The log a module may write to. */
export interface CtxLog {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

/**
 * Everything a use-case may touch. It belongs to one workspace and one transaction: what it wrote and
 * published is committed together, or not at all.
 */
export interface Ctx {
  readonly workspace: WorkspaceInfo;
  readonly actor: Actor;
  readonly via: Via;
  readonly requestId: string;
  readonly locale: 'fr' | 'en';
  readonly timeZone: string;
  readonly log: CtxLog;
  readonly jobs: Jobs;
  readonly files: Files;
  readonly records: Records;
  readonly customFields: CustomFields;
  readonly links: Links;
  /** The time, from the host's clock. */
  now(): Date;
  t(key: string, params?: Record<string, string | number | Date>): string;
  /** Whether the caller holds a permission, for some records at least. */
  can(permission: string): boolean;
  /** Every permission the caller holds here, for some records at least. */
  grants(): string[];
  /** Throws forbidden when the caller does not hold it at all. */
  require(permission: string): void;
  /** How far a permission reaches. */
  scope(permission: string): AccessScope;
  /**
   * Whether a permission reaches this one record, given as `ctx.records` or a repository read it.
   * Repositories ask by themselves before they write; this is for pages that offer an act.
   */
  reaches(permission: string, type: string, row: object): boolean;
  /** Throws forbidden when the permission does not reach the record; for writes beside it, such as its notes. */
  requireReach(permission: string, type: string, row: object): void;
  /** The rule a field has for the caller; null when it may be seen and changed. */
  fieldRule(type: string, field: string): FieldRule | null;
  /** The rows with hidden fields emptied: for what a page reads by SQL of its own. Keys are API names. */
  mask<R extends object>(type: string, rows: readonly R[]): R[];
  /** A masked row without the fields that are hidden: for answers in which a field may be missing. */
  shown<R extends object>(type: string, row: R): R;
  /**
   * The part of a change the caller may make. What a form never offered is left out; a client of the
   * API that sends such a field is told so (`invalid`).
   */
  writable<P extends object>(type: string, change: P): P;
  /**
   * Runs queries that see every record of the workspace, for rules that must hold whoever asks (is this
   * number taken, is there unfinished work). What they find must not be shown.
   */
  unrestricted<T>(work: () => Promise<T>): Promise<T>;
  isModuleOn(moduleId: string): boolean;
  /** Plain SQL inside the transaction, bound by row-level security. */
  query<R extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<R[]>;
  repo<T extends WorkspaceRow>(entity: EntitySchema<T>): Repository<T>;
  publish<P>(event: EventDefinition<P>, publication: Publication<P>): Promise<void>;
  publishMany<P>(event: EventDefinition<P>, publications: readonly Publication<P>[]): Promise<void>;
  /** Asks every module that watches this moment; throws the first refusal as a conflict. */
  guard<I>(point: GuardPoint<I>, input: I): Promise<void>;
  /** The provider of a port, or null when its module is absent or switched off here. */
  port<T>(port: PortDefinition<T>): T | null;
  settings<M extends Manifest>(manifest: M): Promise<SettingsOf<M['settings']>>;
}
