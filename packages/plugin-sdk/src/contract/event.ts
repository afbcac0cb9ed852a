import type { RecordRef } from '../primitives';

/** JSON as an event or a job carries it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * Names an event and the type of its snapshot. The snapshot must be enough to act on: the record may
 * have changed again when a subscriber reads it. Name: `module.thing.pastTense`.
 */
export interface EventDefinition<P> {
  name: string;
  /** Phantom: the payload's type. */
  readonly payload?: P;
}

export const defineEvent = <P>(name: string): EventDefinition<P> => ({ name });

/** An event as a subscriber receives it. */
export interface DomainEvent<P = unknown> {
  id: string;
  name: string;
  record: RecordRef;
  payload: P;
  occurredAt: Date;
  /** Who caused it, null when the system did. */
  userId: string | null;
  /** The event whose subscriber published this one. */
  causationId: string | null;
  /** Length of the causal chain; publishing beyond the limit is refused. */
  depth: number;
}
