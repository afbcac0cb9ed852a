import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { shellMessages } from './messages';

const { en, fr } = shellMessages;
const parameters = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\{(\w+)/g)].map(([, name]) => name).sort();

const sources = ['.', '../routes'].flatMap((folder) => {
  const directory = path.join(import.meta.dirname, folder);
  return readdirSync(directory)
    .filter((name) => /\.tsx?$/.test(name) && !/^messages|\.test\./.test(name))
    .map((name) => readFileSync(path.join(directory, name), 'utf8'));
});

describe('shell messages', () => {
  it('says the same things in both languages', () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(en)) {
      expect(parameters(fr[key]), key).toEqual(parameters(text));
    }
  });

  it('keeps to French typography', () => {
    for (const [key, text] of Object.entries(fr)) {
      expect(text, key).not.toMatch(/[^\u202f][;!?]/);
      expect(text, key).not.toMatch(/[^\u00a0]:(?!\/)/);
      expect(text, key).not.toMatch(/«(?!\u00a0)|(?<!\u00a0)»|'/);
    }
  });

  it('has every key that a page names', () => {
    const named = sources.flatMap((source) =>
      [...source.matchAll(/'(shell\.[\w.]+\w)'/g)].map(([, key]) => key),
    );
    const missing = named.filter((key) => key && en[key] === undefined);
    expect([...new Set(missing)]).toEqual([]);
  });

  it('has no key that no page uses', () => {
    const all = sources.join('\n');
    // `t(`shell.jobs.${act}`)` names a whole family.
    const families = [...all.matchAll(/`(shell\.[\w.]*)\$\{/g)].map(([, start]) => start ?? '');
    const unused = Object.keys(en).filter(
      (key) => !all.includes(`'${key}'`) && !families.some((start) => key.startsWith(start)),
    );
    expect(unused).toEqual([]);
  });
});
