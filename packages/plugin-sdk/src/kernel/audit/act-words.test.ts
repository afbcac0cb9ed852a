import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditKernelMessages } from '../kernel-messages-audit';

const ROOT = path.resolve(import.meta.dirname, '../../../../..');
const sources = ['packages/plugin-sdk/src/kernel', 'apps/web/app'].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|messages/.test(name))
    .map((name) => readFileSync(path.join(ROOT, folder, name), 'utf8')),
);

/** Acts as the code names them: `action: 'member.invited'`, where it chooses between two, or as an argument. */
const acts = new Set(
  sources.flatMap((source) =>
    [...source.matchAll(/(?:\baction:|\brecord(?:OwnAct|ForUser)\([^']*)([^,}]*)/g)].flatMap(
      ([, value = '']) => [...value.matchAll(/'([a-z]\w*\.[a-z]\w*)'/g)].map(([, act = '']) => act),
    ),
  ),
);

describe('P-04 the words of the log', () => {
  it.each(['en', 'fr'] as const)('name every act that is recorded, in %s', (locale) => {
    expect(acts.size).toBeGreaterThan(20);
    const words = auditKernelMessages[locale];
    expect([...acts].filter((act) => words[`audit.act.${act}`] === undefined)).toEqual([]);
  });

  it('are the same in both languages, with the same parameters', () => {
    const { en, fr } = auditKernelMessages;
    expect(Object.keys(fr)).toEqual(Object.keys(en));
    for (const [key, text] of Object.entries(en))
      expect(fr[key]?.includes('{title}'), key).toBe(text.includes('{title}'));
  });
});
