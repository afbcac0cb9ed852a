import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ENVIRONMENT } from '@socle/plugin-sdk/kernel';
import { describe, expect, it } from 'vitest';
import { ROOT } from './lib/paths.mjs';

const read = (file) => readFileSync(path.join(ROOT, file), 'utf8');
const readme = read('README.md');

const documents = [
  'README.md',
  ...readdirSync(path.join(ROOT, 'docs'), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => path.join('docs', name)),
];

/** Cells of every row of the tables in one section, without their backticks. */
function tableOf(text, heading) {
  const section = text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  return section
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** What PostgreSQL, storage and cookies do when nothing is set is no value of the schema. */
const IN_WORDS = {
  DATABASE_URL: 'embedded PostgreSQL',
  SOCLE_DATABASE_APP_URL: 'derived',
  SOCLE_SECRET_KEY: '`<data>/secret.key`',
};

describe('the README', () => {
  const settings = tableOf(readme, 'Settings');

  it('lists every setting, and no other', () => {
    const names = settings.map(([name]) => name.replaceAll('`', ''));
    expect([...names].sort()).toEqual(Object.keys(ENVIRONMENT).sort());
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(Object.keys(ENVIRONMENT))('tells the default of %s', (name) => {
    const [, shown] = settings.find(([cell]) => cell === `\`${name}\``) ?? [];
    const parsed = ENVIRONMENT[name].safeParse(undefined);
    if (name in IN_WORDS) expect(shown).toBe(IN_WORDS[name]);
    else expect(shown.replace(/^`(.*?)\/?`$/, '$1')).toBe(written(parsed.data));
  });

  it('lists the commands of package.json', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const cells = tableOf(readme, 'Commands').map(([cell]) => cell);
    const listed = cells.flatMap((cell) =>
      [...cell.matchAll(/`(?:npm (?:run )?(?:-s )?)?([a-z:]+)[^`]*`/g)].map((match) => match[1]),
    );
    expect([...new Set(listed)].sort()).toEqual(Object.keys(scripts).sort());
  });

  it('names commands of the administration that exist', () => {
    const index = readdirSync(path.join(ROOT, 'apps/web/app/commands'))
      .filter((name) => name.endsWith('-commands.server.ts'))
      .map((name) => read(path.join('apps/web/app/commands', name)))
      .concat(read('packages/core/src/imports/server/command.ts'))
      .join('\n');
    const [, list] = /`socle` knows ([\s\S]*?)\.\n/.exec(readme);
    const names = [...list.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => {
      const [first, rest] = name.replaceAll('\n', ' ').split(/ (.*)/);
      return rest ? rest.split('|').map((word) => `${first} ${word}`) : [first];
    });
    expect(names.length).toBeGreaterThan(10);
    for (const name of names) {
      const [group, word] = name.split(' ');
      const isThere =
        index.includes(`name: '${name}'`) ||
        (index.includes(`name: \`${group} \${word}\``) && index.includes(`toggle('${word}')`));
      expect(isThere, name).toBe(true);
    }
  });
});

// As a person would write the value.
function written(value) {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? '1' : '0';
  return String(value);
}

describe('the documents', () => {
  it.each(documents)('%s links to what exists', (file) => {
    const text = read(file).replace(/```[\s\S]*?```/g, '');
    for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?:|mailto:|#)/.test(target)) continue;
      const [place, anchor] = target.split('#');
      const found = path.resolve(ROOT, path.dirname(file), place);
      expect(existsSync(found), `${file} → ${target}`).toBe(true);
      if (anchor) expect(headingsOf(readFileSync(found, 'utf8')), target).toContain(anchor);
    }
  });

  it.each(documents)('%s names only settings that exist', (file) => {
    const names = read(file).match(/\bSOCLE_[A-Z0-9_]+\b/g) ?? [];
    const unknown = names.filter((name) => !(name in ENVIRONMENT) && !SCRIPTS_OWN.has(name));
    expect([...new Set(unknown)]).toEqual([]);
  });

  it.each(documents)('%s is in English throughout', (file) => {
    const prose = read(file).replace(/```[\s\S]*?```|`[^`]*`|\[[^\]]*\]\([^)]*\)/g, '');
    const french =
      prose.match(/(?<![\w’'-])(les|des|une|est|dans|pour|avec|vous|nous|être|qui)(?![\w’'-])/gi) ??
      [];
    expect(french.length, french.join(' ')).toBeLessThan(3);
  });
});

/** Read by the scripts and the tests, not by the application. */
const SCRIPTS_OWN = new Set(['SOCLE_TEST_DATABASE_URL', 'SOCLE_CHROMIUM', 'SOCLE_REQUIRE_ALL']);

const headingsOf = (text) =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );
