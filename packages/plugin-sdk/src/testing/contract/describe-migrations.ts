import { expect, it } from 'vitest';
import { installAccessPolicies, migrate, migrateDown, migrationSets } from '../../kernel';
import type { ServerModule } from '../../server/server-module';
import { otherTables, rowsOf, schemaOf } from './snapshot';
import { type ModuleContractOptions, openSubject, tablesOf } from './subject';

/** A module comes, goes, and comes back the same. */
export function describeMigrations(module: ServerModule, options: ModuleContractOptions): void {
  it('Z-07 migrations: up, down and up again give the identical schema, and leave others alone', async () => {
    const subject = await openSubject(module, options);
    try {
      const { config, database, registry } = subject.test.host;
      const { systemQuery, system } = database;
      const set = migrationSets(registry).find((s) => s.moduleId === module.manifest.id);
      if (!set) throw new Error('The module has no place among the migrations.');
      const up = () =>
        migrate(config, system, migrationSets(registry), undefined, () =>
          installAccessPolicies(system, registry),
        );
      const schema = await schemaOf(systemQuery);
      const tables = subject.tables;
      const others = await otherTables(systemQuery, tables);
      const before = await rowsOf(systemQuery, others);

      await migrateDown(config, system, set, null);
      expect(await tablesOf(subject.test, module), 'tables left behind').toEqual([]);
      expect(traces(await schemaOf(systemQuery), module.manifest.id), 'left behind').toEqual([]);
      expect(await rowsOf(systemQuery, others), 'rows of others').toEqual(before);

      await up();
      expect(await schemaOf(systemQuery)).toEqual(schema);

      for (const [index, { id }] of set.migrations.entries()) {
        await migrateDown(
          config,
          system,
          set,
          index === 0 ? null : (set.migrations[index - 1]?.id ?? null),
        );
        await up();
        expect(await schemaOf(systemQuery), `after undoing ${id}`).toEqual(schema);
      }
    } finally {
      await subject.test.close();
    }
  });

  it('Z-07 migrations: names sort in the order they run', () => {
    const ids = (module.migrations ?? []).map((migration) => migration.id);
    expect([...ids].sort()).toEqual(ids);
    for (const id of ids) expect(id).toMatch(/^\d{3}-[a-z0-9-]+$/);
  });
}

/** Objects of the schema that are named like the module. */
function traces(schema: Record<string, string[]>, moduleId: string): string[] {
  return Object.values(schema)
    .flat()
    .filter((line) => line.includes(`"${moduleId}_`));
}
