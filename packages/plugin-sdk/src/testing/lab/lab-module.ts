import { EntitySchema } from 'typeorm';
import { z } from 'zod';
import { defineEvent, defineManifest, type Manifest } from '../../contract';
import { AppError } from '../../primitives';
import type { Ctx } from '../../server/ctx';
import type { Migration } from '../../server/migration';
import { type RecordEntity, recordColumns } from '../../server/repository';
import { defineAction, defineResource, type Resource } from '../../server/resource';
import { defineServerModule, type ServerModule, searchText } from '../../server/server-module';

/** A record with a field of every kind, for the tests of the kernel. */
export const SAMPLE = 'lab.sample';

/** Something happened to a sample. */
export const sampleStamped = defineEvent<{ note: string }>('lab.sample.stamped');

export interface SampleRow extends RecordEntity {
  name: string;
  note: string | null;
  amount: string | null;
  price: string | null;
  day: string | null;
  at: Date | null;
  flag: boolean | null;
  tags: string[];
  ownerId: string | null;
}

export const Sample = new EntitySchema<SampleRow>({
  name: 'lab_sample',
  columns: {
    ...recordColumns,
    name: { type: 'text' },
    note: { type: 'text', nullable: true },
    amount: { type: 'numeric', nullable: true },
    price: { type: 'bigint', nullable: true },
    day: { type: 'date', nullable: true },
    at: { type: 'timestamptz', nullable: true },
    flag: { type: 'boolean', nullable: true },
    tags: { type: 'text', array: true, default: '{}' },
    ownerId: { type: 'uuid', name: 'owner_id', nullable: true },
  },
});

const migrations: readonly Migration[] = [
  {
    id: '001-samples',
    async up({ createRecordTable, createLinkTable }) {
      await createRecordTable(
        'lab_sample',
        `name text collate "und-x-icu" not null, note text, amount numeric, price bigint, day date,
         at timestamptz, flag boolean, tags text[] not null default '{}', owner_id uuid`,
      );
      await createLinkTable('lab_pair', 'lab_sample', 'lab_sample');
    },
    async down({ dropTable }) {
      await dropTable('lab_pair');
      await dropTable('lab_sample');
    },
  },
];

const field = (column: string, type: 'text') =>
  ({ column, type, label: 'lab.field', filter: true, sort: true }) as const;

export const labManifest = defineManifest({
  id: 'lab',
  version: '0.1.0',
  sdk: '^0.1.0',
  name: 'lab.name',
  description: 'lab.name',
  icon: 'note',
  dependsOn: [],
  permissions: {
    'lab.sample.read': { label: 'lab.name', roles: ['manager', 'member', 'reader'] },
    'lab.sample.write': { label: 'lab.name', roles: ['manager', 'member'] },
  },
  settings: {
    word: { type: 'text', label: 'lab.field', default: 'hello', maxLength: 10 },
    limit: { type: 'number', label: 'lab.field', default: 5, min: 1, max: 10 },
    isLoud: { type: 'boolean', label: 'lab.field', default: false },
    mode: {
      type: 'select',
      label: 'lab.field',
      default: 'a',
      options: [
        { value: 'a', label: 'lab.field' },
        { value: 'b', label: 'lab.field' },
      ],
    },
  },
  records: {
    [SAMPLE]: {
      table: 'lab_sample',
      label: 'lab.name',
      labelPlural: 'lab.name',
      icon: 'note',
      path: '/samples/:id',
      title: 'name',
      defaultSort: 'name',
      owner: 'ownerId',
      customFields: true,
      permissions: {
        read: 'lab.sample.read',
        create: 'lab.sample.write',
        update: 'lab.sample.write',
      },
      fields: {
        name: { ...field('name', 'text'), required: true },
        note: field('note', 'text'),
        amount: { ...field('amount', 'text'), type: 'number' },
        price: { ...field('price', 'text'), type: 'money' },
        day: { ...field('day', 'text'), type: 'date' },
        at: { ...field('at', 'text'), type: 'instant' },
        flag: { ...field('flag', 'text'), type: 'boolean' },
        tags: { column: 'tags', type: 'tags', label: 'lab.field', filter: true },
        ownerId: { column: 'owner_id', type: 'user', label: 'lab.field', filter: true },
      },
    },
  },
  messages: {
    en: { 'lab.name': 'Samples', 'lab.field': 'Field' },
    fr: { 'lab.name': 'Échantillons', 'lab.field': 'Champ' },
  },
});

const sampleInput = z.object({
  name: z.string().min(1).max(300),
  note: z.string().max(300).nullable().default(null),
  customFields: z.record(z.string(), z.unknown()).default({}),
});

const samplePatch = z
  .strictObject({
    name: z.string().min(1),
    note: z.string().nullable(),
    customFields: z.record(z.string(), z.unknown()),
  })
  .partial();

const EMPTY = {
  note: null,
  amount: null,
  price: null,
  day: null,
  at: null,
  flag: null,
  tags: [],
  ownerId: null,
} satisfies Partial<SampleRow>;

/** Adds a sample; what is not given is empty. */
export async function createSample(
  ctx: Ctx,
  given: Partial<SampleRow> & { name: string },
): Promise<string> {
  ctx.require('lab.sample.write');
  const { id } = await ctx.repo(Sample).insert({ ...EMPTY, ...given });
  return id;
}

/** Publishes that a sample was stamped. */
export async function stampSample(ctx: Ctx, id: string, note: string): Promise<void> {
  await ctx.publish(sampleStamped, { record: { type: SAMPLE, id }, payload: { note } });
}

async function updateSample(
  ctx: Ctx,
  id: string,
  patch: z.output<typeof samplePatch>,
  version: number | null,
): Promise<void> {
  const before = await ctx.repo(Sample).lock({ id });
  if (version !== null && before.version !== version) throw new AppError('stale', 'error.stale');
  await ctx.repo(Sample).update(before, patch as Partial<SampleRow>);
}

async function archiveSample(ctx: Ctx, id: string): Promise<void> {
  const sample = await ctx.repo(Sample).lock({ id });
  await ctx.repo(Sample).update(sample, { archivedAt: ctx.now() });
}

const sampleResource: Resource = defineResource({
  name: 'samples',
  record: SAMPLE,
  summary: 'Samples',
  output: z.object({ name: z.string(), note: z.string().nullable() }),
  example: { name: 'A sample' },
  create: { input: sampleInput, run: createSample },
  update: { input: samplePatch, run: updateSample },
  archive: archiveSample,
  actions: {
    stamp: defineAction({
      permission: 'lab.sample.write',
      summary: 'Stamp',
      input: z.object({ note: z.string().default('') }),
      run: (ctx, id, { note }) => stampSample(ctx, id, note),
    }),
  },
});

/** The module; `parts` replaces or adds. */
export function labModule(parts: Partial<Omit<ServerModule, 'manifest'>> = {}): ServerModule {
  return defineServerModule({
    manifest: labManifest,
    entities: [Sample] as never[],
    migrations,
    resources: [sampleResource],
    search: { [SAMPLE]: searchText<SampleRow>((row) => `${row.name} ${row.note ?? ''}`) },
    ...parts,
  });
}

/** A module that holds nothing but what a test gives it. */
export function emptyModule(
  id: string,
  parts: Partial<Omit<ServerModule, 'manifest'>> = {},
  manifest: Partial<Manifest> = {},
): ServerModule {
  return defineServerModule({
    manifest: {
      id,
      version: '0.1.0',
      sdk: '^0.1.0',
      name: `${id}.name`,
      description: `${id}.name`,
      icon: 'note',
      dependsOn: [],
      permissions: {},
      messages: { en: { [`${id}.name`]: id }, fr: { [`${id}.name`]: id } },
      ...manifest,
    },
    ...parts,
  });
}
