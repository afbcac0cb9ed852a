import { EntitySchema } from 'typeorm';
import { z } from 'zod';
import type { RecordDefinition, RecordRow } from '../contract';
import type { Ctx } from '../server/ctx';
import { type RecordEntity, recordColumns } from '../server/repository';
import { defineResource } from '../server/resource';
import type { ServerModule } from '../server/server-module';
import { emptyModule, SAMPLE } from '../testing/lab/lab-module';

/** A step refers to a sample, an item to a step and to another sample. */
export const STEP = 'chain.step';
export const ITEM = 'chain.item';

interface StepRow extends RecordEntity {
  word: string;
  sampleId: string | null;
  ownerId: string | null;
}

interface ItemRow extends RecordEntity {
  word: string;
  extra: unknown;
  stepId: string | null;
  sampleId: string | null;
}

export const Step = new EntitySchema<StepRow>({
  name: 'chain_step',
  columns: {
    ...recordColumns,
    word: { type: 'text' },
    sampleId: { type: 'uuid', name: 'sample_id', nullable: true },
    ownerId: { type: 'uuid', name: 'owner_id', nullable: true },
  },
});

export const Item = new EntitySchema<ItemRow>({
  name: 'chain_item',
  columns: {
    ...recordColumns,
    word: { type: 'text' },
    extra: { type: 'jsonb', nullable: true },
    stepId: { type: 'uuid', name: 'step_id', nullable: true },
    sampleId: { type: 'uuid', name: 'sample_id', nullable: true },
  },
});

const label = 'chain.name';
const reference = (column: string, to: string) =>
  ({ column, type: 'reference', label, filter: true, to }) as const;

const record = (
  thing: string,
  fields: RecordDefinition['fields'],
): Record<string, RecordDefinition> => ({
  [`chain.${thing}`]: {
    table: `chain_${thing}`,
    label,
    labelPlural: label,
    icon: 'note',
    path: `/${thing}s/:id`,
    title: 'word',
    defaultSort: '-createdAt',
    permissions: {
      read: `chain.${thing}.read`,
      create: `chain.${thing}.write`,
      update: `chain.${thing}.write`,
    },
    fields: { word: { column: 'word', type: 'text', label, filter: true }, ...fields },
  },
});

const roles = ['manager', 'member', 'reader'] as const;
const permissions = Object.fromEntries(
  ['item.read', 'item.write', 'step.read', 'step.write'].map((verb) => [
    `chain.${verb}`,
    { label, roles },
  ]),
);

/** Records two references away from a sample of the lab. */
export function chainModule(): ServerModule {
  return emptyModule(
    'chain',
    {
      entities: [Step, Item] as never[],
      resources: [
        defineResource({
          name: 'items',
          record: ITEM,
          summary: 'Items',
          output: z.object({ word: z.string() }),
          example: { word: 'a' },
        }),
      ],
      migrations: [
        {
          id: '001-chain',
          async up({ createRecordTable }) {
            await createRecordTable('chain_step', 'word text, sample_id uuid, owner_id uuid');
            await createRecordTable(
              'chain_item',
              'word text, extra jsonb, step_id uuid, sample_id uuid',
            );
          },
          async down({ dropTable }) {
            await dropTable('chain_item');
            await dropTable('chain_step');
          },
        },
      ],
    },
    {
      enhances: ['lab'],
      permissions,
      records: {
        ...record('step', {
          sampleId: reference('sample_id', SAMPLE),
          ownerId: { column: 'owner_id', type: 'user', label, filter: true },
        }),
        ...record('item', {
          extra: { column: 'extra', type: 'json', label, filter: true },
          stepId: reference('step_id', STEP),
          sampleId: reference('sample_id', SAMPLE),
        }),
      },
    },
  );
}

/** Every record of a type, page after page. */
export async function allRecords(ctx: Ctx, type: string): Promise<RecordRow[]> {
  const rows: RecordRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await ctx.records.list(type, { limit: 200, ...(cursor ? { cursor } : {}) });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor);
  return rows;
}
