import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { messageProblems } from '../testing/contract/messages';
import { webMessages } from '../web/messages';
import { kernelMessages } from './kernel-messages';
import { createCatalog } from './messages';
import { createRegistry } from './registry';

describe('Z-14 messages of the kernel and of the design system', () => {
  it('have the same keys and parameters in both languages, in good typography', () => {
    expect(messageProblems(kernelMessages)).toEqual([]);
    expect(messageProblems(webMessages)).toEqual([]);
  });

  it('hold every code the kernel can answer with', () => {
    const folder = path.join(import.meta.dirname, '..');
    const codes = ['kernel', 'server', 'contract'].flatMap((name) =>
      readdirSync(path.join(folder, name))
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .flatMap((file) => [
          ...readFileSync(path.join(folder, name, file), 'utf8').matchAll(/'(error\.[\w.]+)'/g),
        ]),
    );
    const missing = codes
      .map((match) => match[1] ?? '')
      .filter((code) => !code.endsWith('.') && !(code in kernelMessages.en));
    expect([...new Set(missing)]).toEqual([]);
  });
});

describe('the check of messages', () => {
  const check = (en: string, fr: string) =>
    messageProblems({ en: { 'x.y': en }, fr: { 'x.y': fr } });

  it.each([
    ['Hello {name}', 'Bonjour', /takes {name} in English and {} in French/],
    ['Why', 'Pourquoi ?', /no-break space before ; ! \? or »/],
    ['Note', 'Note : voici', /no-break space before :/],
    ['It', "C'est", /straight apostrophe/],
    ['Open', 'Ouvrez « ici\u202f»', /after «/],
    ['Open', 'Ouvrez "ici"', /quotes/],
    [
      '{n, plural, one {a} other {b}}',
      '{n, plural, one {a\u202f! } other {b !}}',
      /no-break space before ;/,
    ],
    ['{n, plural, one {a} other {b}}', '{n, plural, one {a}}', /cannot be read/],
  ])('finds what is wrong with %j → %j', (en, fr, problem) => {
    expect(check(en, fr).join('\n')).toMatch(problem);
  });

  it('accepts good French, addresses and times', () => {
    expect(check('a', 'Déjà\u202f: «\u00a0oui\u00a0»\u202f!')).toEqual([]);
    expect(check('a', 'Sur https://exemple.fr à 10:30')).toEqual([]);
    expect(messageProblems({ en: { a: 'x' }, fr: {} })).toEqual(['a: no French text']);
  });
});

describe('the catalogue', () => {
  const catalog = createCatalog(createRegistry([]), [
    {
      en: {
        'x.count': '{count, plural, one {# contact} other {# contacts}}',
        'x.day': '{at, date, medium}',
      },
      fr: {
        'x.count': '{count, plural, one {# contact} other {# contacts}}',
        'x.day': '{at, date, medium}',
      },
    },
  ]);

  it('counts in both languages, a million included', () => {
    expect(catalog.t('en', 'x.count', { count: 0 })).toBe('0 contacts');
    expect(catalog.t('fr', 'x.count', { count: 0 })).toBe('0 contact');
    expect(catalog.t('fr', 'x.count', { count: 1_000_000 })).toMatch(/^1\s000\s000 contacts$/);
  });

  it('shows a date in the reader’s zone, and a missing key as itself', () => {
    const at = new Date('2026-03-10T23:30:00Z');
    expect(catalog.t('en', 'x.day', { at }, 'Europe/Paris')).toBe('Mar 11, 2026');
    expect(catalog.t('en', 'x.day', { at }, 'UTC')).toBe('Mar 10, 2026');
    expect(catalog.t('fr', 'x.none')).toBe('x.none');
  });
});
