import type { z } from 'zod';
import type { RecordRow } from '../contract';
import type { Ctx } from './ctx';

/** Something a client may do to one record: `POST /api/v1/<resource>/<id>/<action>`. */
export interface ResourceAction {
  permission: string;
  summary: string;
  input: z.ZodType;
  run(ctx: Ctx, id: string, input: never): Promise<void>;
}

/** A read below one record: `GET /api/v1/<resource>/<id>/<name>`. */
export interface ResourceView {
  permission: string;
  summary: string;
  output: z.ZodType;
  load(ctx: Ctx, id: string, url: URL): Promise<unknown>;
}

/** A REST resource over a record type. Every write goes through the module's use-cases. */
export interface Resource {
  /** Path segment, plural: `contacts`. */
  name: string;
  /** Record type served. */
  record: string;
  summary: string;
  /** Fields of a row in answers, besides id, version, createdAt, updatedAt, archivedAt and customFields. */
  output: z.ZodObject;
  /** An example answer for the documentation. */
  example: Record<string, unknown>;
  /** Adds what other tables hold; called once per page, so it must not query per row. */
  expand?(ctx: Ctx, rows: RecordRow[]): Promise<RecordRow[]>;
  create?: { input: z.ZodType; run(ctx: Ctx, input: never): Promise<string> };
  /** `version` is the one of If-Match, or null when the client did not give any. */
  update?: {
    input: z.ZodType;
    run(ctx: Ctx, id: string, input: never, version: number | null): Promise<void>;
  };
  archive?(ctx: Ctx, id: string): Promise<void>;
  restore?(ctx: Ctx, id: string): Promise<void>;
  actions?: Record<string, ResourceAction>;
  views?: Record<string, ResourceView>;
}

/** Declares a REST resource. */
export function defineResource<C extends z.ZodType, U extends z.ZodType>(
  resource: Omit<Resource, 'create' | 'update'> & {
    create?: { input: C; run(ctx: Ctx, input: z.output<C>): Promise<string> };
    update?: {
      input: U;
      run(ctx: Ctx, id: string, input: z.output<U>, version: number | null): Promise<void>;
    };
  },
): Resource {
  return resource as Resource;
}

/** Declares an action of a REST resource. */
export const defineAction = <S extends z.ZodType>(action: {
  permission: string;
  summary: string;
  input: S;
  run: (ctx: Ctx, id: string, input: z.output<S>) => Promise<void>;
}): ResourceAction => action as ResourceAction;
