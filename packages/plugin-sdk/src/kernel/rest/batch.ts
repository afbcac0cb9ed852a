import { z } from 'zod';
import { AppError } from '../../primitives';
import type { Ctx } from '../../server/ctx';
import type { Resource } from '../../server/resource';
import type { RegisteredRecord } from '../registry';
import { methodNotAllowed, objectOf, parse } from './call';
import type { Answer } from './http';

const MAX_BATCH = 500;

const batchSchema = z.strictObject({
  operations: z
    .array(
      z.discriminatedUnion('op', [
        z.strictObject({ op: z.literal('create'), data: z.unknown() }),
        z.strictObject({
          op: z.literal('update'),
          id: z.string(),
          version: z.int().optional(),
          data: z.unknown(),
        }),
        z.strictObject({ op: z.literal('archive'), id: z.string() }),
      ]),
    )
    .min(1)
    .max(MAX_BATCH),
});

// All or nothing: a batch that fails half-way leaves no half behind.
export async function batch(
  ctx: Ctx,
  resource: Resource,
  record: RegisteredRecord,
  body: unknown,
): Promise<Answer> {
  const { operations } = parse(batchSchema, body) as z.infer<typeof batchSchema>;
  const results: { id: string }[] = [];
  for (const [index, operation] of operations.entries()) {
    try {
      results.push({ id: await apply(ctx, resource, record, operation) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const fields = error.fields.map((field) => ({
        ...field,
        field: `operations[${index}].data.${field.field}`,
      }));
      throw new AppError(error.kind, error.code, { ...error.params, index }, fields);
    }
  }
  return { status: 200, body: { data: results } };
}

type Operation = z.infer<typeof batchSchema>['operations'][number];

async function apply(
  ctx: Ctx,
  resource: Resource,
  record: RegisteredRecord,
  operation: Operation,
): Promise<string> {
  const { permissions } = record;
  if (operation.op === 'create' && resource.create) {
    ctx.require(permissions.create);
    const data = ctx.writable(record.type, objectOf(operation.data));
    return resource.create.run(ctx, parse(resource.create.input, data) as never);
  }
  if (operation.op === 'update' && resource.update) {
    ctx.require(permissions.update);
    await resource.update.run(
      ctx,
      operation.id,
      parse(resource.update.input, ctx.writable(record.type, objectOf(operation.data))) as never,
      operation.version ?? null,
    );
    return operation.id;
  }
  if (operation.op === 'archive' && resource.archive) {
    ctx.require(permissions.archive);
    await resource.archive(ctx, operation.id);
    return operation.id;
  }
  throw methodNotAllowed();
}
