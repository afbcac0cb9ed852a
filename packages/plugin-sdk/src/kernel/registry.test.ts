import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Manifest, RecordDefinition } from '../contract';
import { defineJob } from '../server/job';
import type { ServerModule } from '../server/server-module';
import { emptyModule, labManifest, labModule, SAMPLE } from '../testing/lab/lab-module';
import { createRegistry } from './registry';

const { owner: _, ...ownerless } = labManifest.records[SAMPLE];
const record = (changes: Partial<RecordDefinition>): RecordDefinition => ({
  ...ownerless,
  ...changes,
});
const named = (id: string, manifest: Partial<Manifest>, parts: Partial<ServerModule> = {}) =>
  emptyModule(id, parts, manifest);
const job = defineJob({ id: 'one.work', label: 'one.name', maxAttempts: 1, run: async () => null });

describe('Z-01 the registry refuses what cannot work, and names both parties', () => {
  it.each<[string, ServerModule[], RegExp]>([
    [
      'two modules of one id',
      [emptyModule('one'), emptyModule('one')],
      /Two modules have the id "one"/,
    ],
    ['an id that is not one', [emptyModule('One-Two')], /"One-Two" must be lower-case/],
    [
      'a circle',
      [named('one', { dependsOn: ['two'] }), named('two', { dependsOn: ['one'] })],
      /circle: one → two → one/,
    ],
    [
      'a missing dependency',
      [named('one', { dependsOn: ['two'] })],
      /"one" depends on "two", which is not installed/,
    ],
    [
      'a permission under another name',
      [named('one', { permissions: { 'two.thing.read': { label: 'one.name', roles: [] } } })],
      /permission "two.thing.read" of module "one" must start with "one\."/,
    ],
    [
      'a page twice',
      [
        named('one', { routes: [{ id: 'one.page', path: 'same', file: './a.tsx' }] }),
        named('two', { routes: [{ id: 'two.page', path: 'same', file: './b.tsx' }] }),
      ],
      /Modules "one" and "two" both declare the path "same"/,
    ],
    [
      'an unknown permission of a navigation entry',
      [
        named('one', {
          navigation: [
            {
              id: 'one.nav',
              label: 'one.name',
              icon: 'note',
              to: '/',
              permission: 'one.no',
              order: 1,
            },
          ],
        }),
      ],
      /navigation entry "one.nav" of module "one" needs the permission "one.no"/,
    ],
    [
      'an unknown permission of a record type',
      [
        labModule(),
        named('two', {
          records: {
            'two.thing': record({
              table: 'two_thing',
              permissions: { read: 'two.no', create: 'two.no', update: 'two.no' },
            }),
          },
        }),
      ],
      /record type "two.thing" of module "two" needs the permission "two.no"/,
    ],
    [
      'an unknown permission of a panel',
      [
        emptyModule('one', {
          slots: [
            {
              id: 'one.panel',
              slot: 'x.y',
              permission: 'one.no',
              order: 1,
              load: async () => null,
            },
          ],
        }),
      ],
      /slot fill "one.panel" of module "one" needs the permission "one.no"/,
    ],
    [
      'an unknown permission of a timeline',
      [
        emptyModule('one', {
          timeline: [
            {
              event: 'x.y',
              message: 'one.name',
              icon: 'note',
              permission: 'one.no',
              entries: () => [],
            },
          ],
        }),
      ],
      /timeline of "x.y" of module "one" needs the permission "one.no"/,
    ],
    [
      'a table under another name',
      [named('one', { records: { 'one.thing': record({ table: 'two_thing' }) } })],
      /table "two_thing" of module "one" must start with "one_"/,
    ],
    [
      'a reference to nothing',
      [
        labModule(),
        named('two', {
          records: {
            'two.thing': record({
              table: 'two_thing',
              fields: {
                name: { column: 'name', type: 'text', label: 'x' },
                other: { column: 'o', type: 'reference', to: 'no.such', label: 'x' },
              },
            }),
          },
        }),
      ],
      /field "other" of "two.thing" points at "no.such"/,
    ],
    [
      'an owner that is no person',
      [
        labModule(),
        named('two', { records: { 'two.thing': record({ table: 'two_thing', owner: 'name' }) } }),
      ],
      /record type "two.thing" names "name" as its owner/,
    ],
    [
      'two record types with one permission',
      [labModule(), named('two', { records: { 'two.thing': record({ table: 'two_thing' }) } })],
      /record types "lab.sample" and "two.thing" share the permission "lab.sample.read"/,
    ],
    [
      'a title that is no field',
      [
        labModule(),
        named('two', { records: { 'two.thing': record({ table: 'two_thing', title: 'nope' }) } }),
      ],
      /"two.thing" names "nope" as its title/,
    ],
    [
      'a link to nothing',
      [
        emptyModule('one', {
          links: [{ id: 'one.link', table: 'one_link', from: 'a.b', to: 'c.d' }],
        }),
      ],
      /link "one.link" of module "one" points at "a.b"/,
    ],
    [
      'a resource of nothing',
      [
        emptyModule('one', {
          resources: [
            { name: 'things', record: 'one.thing', summary: '', output: z.object({}), example: {} },
          ],
        }),
      ],
      /REST resource "things" of module "one" serves "one.thing"/,
    ],
    [
      'a REST resource twice',
      [labModule(), emptyModule('two', { resources: labModule().resources ?? [] })],
      /Modules "lab" and "two" both declare the REST resource "samples"/,
    ],
    [
      'a port twice',
      [
        emptyModule('one', { ports: [{ port: { id: 'shared' }, provide: () => null }] }),
        emptyModule('two', { ports: [{ port: { id: 'shared' }, provide: () => null }] }),
      ],
      /Modules "one" and "two" both declare the port "shared"/,
    ],
    [
      'a schedule without its job',
      [emptyModule('one', { schedules: [{ id: 'one.daily', cron: '0 0 * * *', job }] })],
      /schedule "one.daily" of module "one" starts the job "one.work"/,
    ],
    [
      'a job declared twice',
      [emptyModule('one', { jobs: [job, job] as never[] })],
      /Module "one" declares the job "one.work" twice/,
    ],
    [
      'a migration twice',
      [
        emptyModule('one', {
          migrations: [0, 1].map(() => ({ id: '001', up: async () => {}, down: async () => {} })),
        }),
      ],
      /Module "one" has two migrations "001"/,
    ],
    [
      'somebody else’s record made searchable',
      [labModule(), emptyModule('two', { search: { [SAMPLE]: () => '' } })],
      /Module "two" makes "lab.sample" searchable, but does not own it/,
    ],
  ])('%s', (_title, modules, message) => {
    expect(() => createRegistry(modules)).toThrow(message);
  });

  it('orders modules by what they depend on and enhance, whatever order they are given in', () => {
    const registry = createRegistry([
      named('last', { dependsOn: ['middle'] }),
      named('middle', { dependsOn: ['first'], enhances: ['optional', 'absent'] }),
      emptyModule('optional'),
      emptyModule('first'),
    ]);
    const ids = registry.modules.map((module) => module.manifest.id);
    expect(ids.indexOf('first')).toBeLessThan(ids.indexOf('middle'));
    expect(ids.indexOf('optional')).toBeLessThan(ids.indexOf('middle'));
    expect(ids.at(-1)).toBe('last');
    expect(registry.dependants('first')).toEqual(['middle', 'last']);
  });

  it('gives every permission to owner and admin, and to the roles a manifest names', () => {
    const { rolePermissions } = createRegistry([labModule()]);
    const holders = [...rolePermissions].filter(([, held]) => held.has('lab.sample.write'));
    expect(holders.map(([role]) => role)).toEqual(['owner', 'admin', 'manager', 'member']);
  });
});
