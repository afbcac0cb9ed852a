import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { Manifest, SettingField } from '../../contract';
import type { ServerModule } from '../../server/server-module';
import { messageProblems } from './messages';
import { recordsOf, type Subject } from './subject';

/** Everything a module says, it says in both languages. */
export function describeMessages(
  module: ServerModule,
  packageDirectory: string,
  open: () => Subject,
): void {
  const { manifest } = module;

  it('Z-14 messages: both languages have the same keys and parameters, in good typography', () => {
    expect(messageProblems(manifest.messages)).toEqual([]);
  });

  it('Z-14 messages: every key begins with the module’s id', () => {
    const strangers = Object.keys(manifest.messages.en).filter(
      (key) => !key.startsWith(`${manifest.id}.`),
    );
    expect(strangers).toEqual([]);
  });

  it('Z-14 messages: every key that is referred to exists in both languages', () => {
    const { messages } = open().test.host.catalog;
    const missing = [...declaredKeys(module), ...writtenKeys(packageDirectory)].filter(
      ([, key]) => messages.en[key] === undefined || messages.fr[key] === undefined,
    );
    expect(missing.map(([where, key]) => `${where} refers to "${key}"`)).toEqual([]);
  });
}

type Reference = [where: string, key: string];

/** The keys that a module's declarations name. */
function declaredKeys(module: ServerModule): Reference[] {
  const { manifest, jobs = [], timeline = [] } = module;
  return [
    ['name', manifest.name],
    ['description', manifest.description],
    ...(manifest.navigation ?? []).map((n): Reference => [`navigation ${n.id}`, n.label]),
    ...Object.entries(manifest.permissions).map(
      ([id, p]): Reference => [`permission ${id}`, p.label],
    ),
    ...recordKeys(manifest),
    ...settingKeys(manifest),
    ...jobs.map((job): Reference => [`job ${job.id}`, job.label]),
    ...timeline.map((source): Reference => [`timeline of ${source.event}`, source.message]),
  ];
}

function recordKeys(manifest: Manifest): Reference[] {
  return recordsOf(manifest).flatMap(([type, record]): Reference[] => [
    [`record ${type}`, record.label],
    [`record ${type}`, record.labelPlural],
    ...Object.entries(record.fields).flatMap(([name, field]): Reference[] => [
      [`field ${type}.${name}`, field.label],
      ...(field.options ?? []).map(
        (option): Reference => [`choice ${option.value} of ${type}.${name}`, option.label],
      ),
    ]),
  ]);
}

function settingKeys(manifest: Manifest): Reference[] {
  return Object.entries<SettingField>(manifest.settings ?? {}).flatMap(
    ([key, field]): Reference[] => [
      [`setting ${key}`, field.label],
      ...(field.hint ? [[`setting ${key}`, field.hint] as Reference] : []),
      ...(field.type === 'select'
        ? field.options.map(
            (option): Reference => [`choice ${option.value} of ${key}`, option.label],
          )
        : []),
    ],
  );
}

// `t('a.b')`, `code: 'a.b'`, `new AppError('conflict', 'a.b')`: the places where code names a message.
const NAMED =
  /(?:\bt\(|\b(?:error|code|message|labelKey):|AppError\(\s*'\w+',)\s*'([a-z][\w-]*(?:\.[\w-]+)+)'/g;

/** The keys that the module's own source names. */
function writtenKeys(packageDirectory: string): Reference[] {
  const folder = path.join(packageDirectory, 'src');
  return sourceFiles(folder).flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(NAMED)].map(
      (match): Reference => [path.relative(packageDirectory, file), match[1] ?? ''],
    ),
  );
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name),
    )
    .map((entry) => path.join(entry.parentPath, entry.name));
}
