import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { fieldErrors } from '../../contract/validation';
import { AppError } from '../../primitives';
import type { Ctx } from '../../server/ctx';
import type { Resource } from '../../server/resource';
import type { RegisteredRecord } from '../registry';
import type { Caller } from './caller';

/** One request, read. */
export interface Call {
  request: IncomingMessage;
  url: URL;
  method: string;
  caller: Caller;
  body: unknown;
  rawBody: string;
}

/** A resource with its record type. */
export interface Served {
  resource: Resource;
  record: RegisteredRecord;
}

/** Runs work in a transaction of the caller. */
export type Run = <T>(isWrite: boolean, work: (ctx: Ctx) => Promise<T>) => Promise<T>;

/** Input as the schema gives it. Throws invalid, naming the fields. */
export function parse(schema: z.ZodType, body: unknown): unknown {
  const parsed = schema.safeParse(body);
  if (!parsed.success)
    throw new AppError('invalid', 'error.invalid', {}, fieldErrors(parsed.error));
  return parsed.data;
}

// What is no object at all is refused by the schema, which says so better.
export const objectOf = (body: unknown): object =>
  typeof body === 'object' && body !== null && !Array.isArray(body) ? body : (body as object);

/** 405, with the methods there are. */
export const methodNotAllowed = (allow = ''): AppError =>
  new AppError('notFound', 'error.methodNotAllowed', { allow });
