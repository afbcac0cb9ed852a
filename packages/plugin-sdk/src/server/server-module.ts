import type { EntitySchema } from 'typeorm';
import type {
  DomainEvent,
  EventDefinition,
  GuardPoint,
  LinkDefinition,
  Manifest,
  PortDefinition,
  Refusal,
  SlotDefinition,
} from '../contract';
import type { RecordRef } from '../primitives';
import type { ModuleCommand } from './command';
import type { Ctx } from './ctx';
import type { AnyJob, ScheduleDefinition } from './job';
import type { Migration } from './migration';
import type { RecordEntity } from './repository';
import type { Resource } from './resource';

/** Reacts to an event after its commit, at least once and in order per record. */
export interface Subscriber {
  id: string;
  event: string;
  handle(ctx: Ctx, event: DomainEvent<never>): Promise<void>;
}

/** Reacts to an event: `id` is `module.reaction`, unique and stable, because deliveries are remembered by it. */
export function on<P>(
  event: EventDefinition<P>,
  id: string,
  handle: (ctx: Ctx, event: DomainEvent<P>) => Promise<void>,
): Subscriber {
  return { id, event: event.name, handle };
}

export interface GuardHandler {
  point: string;
  check(ctx: Ctx, input: never): Promise<Refusal | null>;
}

/** May veto an act of another module, inside its transaction. */
export const guard = <I>(
  point: GuardPoint<I>,
  check: (ctx: Ctx, input: I) => Promise<Refusal | null>,
): GuardHandler => ({ point: point.id, check });

export interface PortProvider {
  port: { id: string };
  provide(ctx: Ctx): unknown;
}

/** Offers a service to modules at the right. */
export const providePort = <T>(
  port: PortDefinition<T>,
  provide: (ctx: Ctx) => T,
): PortProvider => ({
  port,
  provide,
});

export interface SlotFill {
  id: string;
  slot: string;
  /** Who may see it; its module must be on too. */
  permission: string;
  /** Lower first. */
  order: number;
  load(ctx: Ctx, props: never): Promise<unknown>;
}

/** Fills a slot of another module's page: `load` brings the data, the web half brings the component of the same id. */
export function fillSlot<Props extends object, Data>(
  slot: SlotDefinition<Props>,
  fill: {
    id: string;
    permission: string;
    order?: number;
    load: (ctx: Ctx, props: Props) => Promise<Data>;
  },
): SlotFill {
  return {
    id: fill.id,
    slot: slot.id,
    permission: fill.permission,
    order: fill.order ?? 50,
    load: fill.load,
  };
}

/** What an event adds to timelines. */
export interface TimelineEntryDraft {
  /** The record whose timeline gets the entry. */
  subject: RecordRef;
  /** Values for the message of this kind, and whatever its component shows. */
  data: Record<string, string | number | boolean | null>;
}

export interface TimelineSource {
  event: string;
  /** Message key of the sentence shown, with `data` as parameters. */
  message: string;
  icon: string;
  /** Who may read the entry. */
  permission: string;
  /** Pure: runs inside the publisher's transaction. */
  entries(event: DomainEvent<never>): TimelineEntryDraft[];
}

/** Shows an event on the timelines of the records it concerns. */
export const timeline = <P>(
  event: EventDefinition<P>,
  source: {
    message: string;
    icon: string;
    permission: string;
    entries: (event: DomainEvent<P>) => TimelineEntryDraft[];
  },
): TimelineSource => ({ ...source, event: event.name });

/** The company whose sample data a module fills in, and its calendar. */
export interface DemoWorld {
  /** Today in the workspace's zone. */
  today: string;
  /** Runs `work` as if it happened then: records, events and timelines carry that time. */
  at<T>(time: Date, work: () => Promise<T>): Promise<T>;
  /** A repeatable number in [0, 1). */
  random(): number;
  /** One of a list, repeatable. */
  pick<T>(list: readonly T[]): T;
  /** A working hour, that many days before today. */
  daysAgo(days: number): Date;
  /** Members of the demo company. */
  members: readonly { id: string; name: string }[];
  /** Ids of records made so far, by type, for modules that come later. */
  made: Map<string, string[]>;
}

/** The server half of a module. */
export interface ServerModule {
  manifest: Manifest;
  entities?: readonly EntitySchema<never>[];
  migrations?: readonly Migration[];
  ports?: readonly PortProvider[];
  guards?: readonly GuardHandler[];
  subscribers?: readonly Subscriber[];
  jobs?: readonly AnyJob[];
  schedules?: readonly ScheduleDefinition[];
  resources?: readonly Resource[];
  timeline?: readonly TimelineSource[];
  slots?: readonly SlotFill[];
  links?: readonly LinkDefinition[];
  /** Commands added to `socle`. */
  commands?: readonly ModuleCommand[];
  /** Record type → the words it is found by. */
  search?: Record<string, (row: never) => string>;
  /** Adds to the demo company; runs once, in one transaction. */
  demo?: (ctx: Ctx, world: DemoWorld) => Promise<void>;
}

/** Says by which words a record is found. Accents and case are taken care of. */
export const searchText = <T extends RecordEntity>(
  text: (row: T) => string,
): ((row: never) => string) => text as (row: never) => string;

/** Declares the server half of a module. */
export const defineServerModule = (module: ServerModule): ServerModule => module;
