import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Manifest, RecordDefinition } from '../../contract';
import { addCustomField } from '../../kernel';
import type { Ctx } from '../../server/ctx';
import type { ServerModule } from '../../server/server-module';
import type { ApiAnswer } from '../test-api';
import { createTestHost, type TestHost } from '../test-host';
import type { TestWorkspace } from '../test-workspace';

/** What a module's `seed` is given besides its context. */
export interface Seeding {
  /** A word to put into every text the records have: wherever it appears later, they were read. */
  marker: string;
  /** Different in each call, for what must be unique. */
  number: number;
  /** The API as the owner of this workspace, for records of other modules. */
  api(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
}

/** Makes one record of each type through use-cases; returns their ids by record type. */
export type Seed = (ctx: Ctx, seeding: Seeding) => Promise<Record<string, string>>;

export interface ModuleContractOptions {
  /** The folder that holds the module's package.json. */
  packageDirectory: string;
  /** The modules it depends on: package names, or server modules. */
  dependencies?: readonly (ServerModule | string)[];
  seed: Seed;
}

/** A module under test, with records in both workspaces. */
export interface Subject {
  module: ServerModule;
  manifest: Manifest;
  test: TestHost;
  mine: Record<string, string>;
  theirs: Record<string, string>;
  /** Every table of the module. */
  tables: string[];
  /** Seeds more records into the workspace under test. */
  seedMore(count: number): Promise<void>;
}

/** Planted in the workspace under test, and in the one that must stay hidden. Alike in nothing. */
export const MARKER = { mine: 'marmottealpine', theirs: 'quetzalvoyageur' } as const;

/** Boots the module with its dependencies and nothing else, and seeds both workspaces. */
export async function openSubject(
  module: ServerModule,
  options: ModuleContractOptions,
): Promise<Subject> {
  const { manifest } = module;
  const test = await createTestHost({
    modules: [...(options.dependencies ?? []), module],
    directories: { [manifest.id]: options.packageDirectory },
  });
  try {
    await nameCustomFields(test, manifest);
    let number = 0;
    const seed = (workspace: TestWorkspace, marker: string) => {
      number += 1;
      return seedOnce(test, workspace, options.seed, marker, number);
    };
    const theirs = await seed(test.other, MARKER.theirs);
    const mine = await seed(test.workspace, MARKER.mine);
    await test.settle();
    return {
      module,
      manifest,
      test,
      mine,
      theirs,
      tables: await tablesOf(test, module),
      async seedMore(count) {
        for (let i = 0; i < count; i += 1) await seed(test.workspace, MARKER.mine);
        await test.settle();
      },
    };
  } catch (error) {
    await test.close();
    throw error;
  }
}

function seedOnce(
  test: TestHost,
  workspace: TestWorkspace,
  seed: Seed,
  marker: string,
  number: number,
): Promise<Record<string, string>> {
  return workspace.run((ctx) =>
    seed(ctx, {
      marker,
      number,
      api: (method, address, body) => test.api(workspace.users.owner, method, address, body),
    }),
  );
}

// Labels of a workspace's own fields are its secrets too.
async function nameCustomFields(test: TestHost, manifest: Manifest): Promise<void> {
  for (const [recordType, record] of recordsOf(manifest)) {
    if (!record.customFields) continue;
    await addCustomField(test.host, test.other.id, {
      recordType,
      label: `Champ ${MARKER.theirs}`,
      type: 'text',
      isRequired: false,
      options: [],
    });
  }
}

export const recordsOf = (manifest: Manifest): [string, RecordDefinition][] =>
  Object.entries<RecordDefinition>(manifest.records ?? {});

/** The tables named like the module, whoever made them. */
export async function tablesOf(test: TestHost, { manifest }: ServerModule): Promise<string[]> {
  const rows = await test.host.database.systemQuery<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and starts_with(tablename, $1) order by 1`,
    [`${manifest.id}_`],
  );
  return rows.map((row) => row.name);
}

/** The package's name, for the titles of tests. */
export function packageName(directory: string): string {
  const { name } = JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as {
    name: string;
  };
  return name;
}
