import { readdirSync, readFileSync } from 'node:fs';
import { csvLine, safeCell } from '@socle/plugin-sdk/primitives';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSiren, isSiret, parseSiren, parseVatNumber } from './company-numbers.ts';
import { contactTarget } from './contact-target.ts';
import { countryCode, countryOfEmail } from './countries.ts';
import { rejectedCsv } from './csv-writer.ts';
import { parseNumber } from './custom-readers.ts';
import { parseDate } from './dates.ts';
import { isEmail } from './emails.ts';
import { importMessages } from './messages.ts';
import { cleanLine, compactKey, normalizeText, unescapeCell } from './normalize.ts';
import { parsePhone } from './phones.ts';
import { parseWebsite } from './words.ts';

describe('C-11 normalisation', () => {
  it('C-11 compares text without accents, case and punctuation', () => {
    expect(normalizeText('  Société d’Écully — Œuvres & Söhne Groß ')).toBe(
      'societe d ecully oeuvres sohne gross',
    );
    expect(normalizeText('Żółć sp. z o.o.')).toBe('zolc sp z o o');
    expect(normalizeText('山本工務店')).toBe('山本工務店');
    expect(compactKey('Mailing_Street')).toBe(compactKey('MailingStreet'));
  });

  it('C-11 normalising twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(normalizeText(normalizeText(text))).toBe(normalizeText(text));
        expect(cleanLine(cleanLine(text))).toBe(cleanLine(text));
      }),
    );
    for (const text of ['+33199001234', '+12025550147', '+49305550123'])
      expect(parsePhone(text, 'FR').value).toBe(text);
  });

  it('C-11 checks SIREN, SIRET (La Poste included) and VAT numbers', () => {
    expect([isSiren('732829320'), isSiren('732829321'), isSiren('000000000')]).toEqual([
      true,
      false,
      false,
    ]);
    expect([
      isSiret('73282932000074'),
      isSiret('35600000000048'),
      isSiret('35600000012345'),
    ]).toEqual([true, true, false]);
    // A post office whose digits sum to a multiple of five without passing Luhn.
    expect(isSiret('35600000049837')).toBe(true);
    // Leading zeros a spreadsheet dropped are put back.
    expect([parseSiren('5580501'), parseSiren('80501')]).toEqual(['005580501', null]);
    expect(parseVatNumber('FR 44 732829320')).toBe('FR44732829320');
    expect([
      parseVatNumber('FR00732829320'),
      parseVatNumber('XX123'),
      parseVatNumber('DE12345678'),
    ]).toEqual([null, null, null]);
    expect([parseVatNumber('BE0123456789'), parseVatNumber('che-123.456.789 tva')]).toEqual([
      'BE0123456789',
      'CHE123456789TVA',
    ]);
  });

  it('C-11 countries by name, native name and code', () => {
    const names = [
      'France',
      'Deutschland',
      'España',
      'Polska',
      '日本',
      'Việt Nam',
      'Nederland',
      'USA',
      'The Netherlands',
      'Royaume-Uni',
      'etats-unis',
      'Côte d’Ivoire',
      'fr',
      'UK',
      'Türkiye',
    ];
    expect(names.map(countryCode)).toEqual([
      'FR',
      'DE',
      'ES',
      'PL',
      'JP',
      'VN',
      'NL',
      'US',
      'NL',
      'GB',
      'US',
      'CI',
      'FR',
      'GB',
      'TR',
    ]);
    expect([countryCode('Syldavie'), countryCode('')]).toEqual([null, null]);
    expect([
      countryOfEmail('a@b.de'),
      countryOfEmail('a@b.io'),
      countryOfEmail('a@b.com'),
      countryOfEmail('a@b.co.uk'),
    ]).toEqual(['DE', null, null, 'GB']);
  });

  it('C-11 e-mail addresses', () => {
    const good = [
      'a@b.fr',
      "o'brien+x@example.ie",
      'MA.van@Example.NL',
      '名無し@host.invalid',
      'é@exämple.fr',
    ];
    const bad = [
      '',
      'a@b',
      'a b@c.fr',
      '@b.fr',
      'a@@b.fr',
      'a..b@c.fr',
      '.a@b.fr',
      'a@-b.fr,',
      `${'x'.repeat(65)}@b.fr`,
    ];
    expect(good.filter((text) => !isEmail(text))).toEqual([]);
    expect(bad.filter(isEmail)).toEqual([]);
  });

  it('C-11 phones with extensions, doubled zeros and nonsense', () => {
    expect(parsePhone('+33 (0)1 99 00 12 34', null).value).toBe('+33199001234');
    expect(parsePhone('0049 30 5550123', 'FR').value).toBe('+49305550123');
    expect(parsePhone('+44 20 7946 0000 ext. 12', 'FR').value).toBe('+442079460000 ext. 12');
    expect(parsePhone('demander Paul', 'FR')).toMatchObject({
      isE164: false,
      value: 'demander Paul',
    });
  });

  it('C-11 dates, numbers and web addresses', () => {
    expect(parseDate('2024-02-30', 'dmy').kind).toBe('invalid');
    expect(parseDate('12/25/80', 'dmy')).toMatchObject({ value: '1980-12-25' });
    expect(parseDate('March 5, 2021', 'mdy')).toMatchObject({ value: '2021-03-05' });
    expect([
      parseNumber('1 234,56'),
      parseNumber('1,234.56'),
      parseNumber('-3'),
      parseNumber('1.234.567'),
      parseNumber('x'),
    ]).toEqual([1234.56, 1234.56, -3, 1234567, null]);
    expect([
      parseWebsite('www.nvk.nl'),
      parseWebsite('https://a.fr/x'),
      parseWebsite('javascript:alert(1)'),
      parseWebsite('néant'),
    ]).toEqual(['https://www.nvk.nl', 'https://a.fr/x', null, null]);
  });

  it('C-11 no parser throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const parse of [parseDate, parsePhone]) parse(text, 'FR' as 'dmy');
        for (const parse of [
          parseSiren,
          parseVatNumber,
          countryCode,
          isEmail,
          parseNumber,
          parseWebsite,
          unescapeCell,
        ])
          parse(text);
      }),
    );
  });
});

describe('C-05 rejected rows', () => {
  async function whole(locale: string): Promise<string> {
    const rows = [
      { cells: ['Zoé', '=cmd|calc'], reasons: ['E-mail manquant.', 'SIRET faux.'] },
      { cells: ['a', '+33 1 99', 'de trop'], reasons: ['x'] },
    ];
    let text = '';
    for await (const part of rejectedCsv(['Nom', 'Note'], rows, 'Motif', locale)) text += part;
    return text;
  }

  it('C-05 come back with their columns, a reason, and no live formula', async () => {
    expect(await whole('fr')).toBe(
      "\ufeffNom;Note;Motif\r\nZoé;'=cmd|calc;E-mail manquant. SIRET faux.\r\na;+33 1 99;x;de trop\r\n",
    );
    expect((await whole('en-GB')).startsWith('\ufeffNom,Note,Motif')).toBe(true);
  });

  it('C-05 formula signs are disarmed, numbers and phones are not', () => {
    const risky = ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\tx', '\rx', '-', '+'];
    expect(risky.map(safeCell)).toEqual(risky.map((cell) => `'${cell}`));
    for (const cell of ['+33 1 99 00 12 34', '-12,5', '+44 (0)20 7946-0000', 'a=b', ''])
      expect(safeCell(cell)).toBe(cell);
    for (const cell of risky)
      expect(unescapeCell(safeCell(cell))).toBe(['-', '+'].includes(cell) ? cell : cell);
  });

  it('C-05 quotes what must be quoted only', () => {
    expect(csvLine(['a', 'b;c', 'say "x"', 'l1\nl2', ' y'], ';')).toBe(
      'a;"b;c";"say ""x""";"l1\nl2";" y"\r\n',
    );
  });
});

describe('C-05 messages', () => {
  it('C-05 every key exists in French and English with the same variables', () => {
    const variables = (text: string) =>
      [...new Set(text.match(/\{(\w+)/g) ?? [])]
        .filter((name) => !/^\{(?:one|other)$/.test(name))
        .sort();
    expect(Object.keys(importMessages.fr).sort()).toEqual(Object.keys(importMessages.en).sort());
    for (const [key, text] of Object.entries(importMessages.en)) {
      expect(variables(importMessages.fr[key as keyof typeof importMessages.fr]), key).toEqual(
        variables(text),
      );
    }
  });

  it('C-05 every field and every code raised in the source has its text', () => {
    const keys = Object.keys(importMessages.en);
    for (const field of contactTarget.fields) expect(keys).toContain(field.label);
    const sources = (folder: string) => {
      const url = new URL(folder, import.meta.url);
      return readdirSync(url)
        .filter((name) => /^(?!.*test).*\.ts$/.test(name))
        .map((name) => readFileSync(new URL(name, url), 'utf8'))
        .join('\n');
    };
    const union = (text: string, name: string) =>
      [...(new RegExp(`type ${name} =([^;]+);`).exec(text)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
        (match) => match[1],
      );
    const rowCodes = union(sources('./'), 'RowIssueCode');
    const fileCodes = union(sources('../reading/'), 'ImportFileErrorCode');
    expect([rowCodes.length, fileCodes.length].every((count) => count > 10)).toBe(true);
    for (const code of rowCodes) expect(keys).toContain(`core.import.row.${code}`);
    for (const code of fileCodes) expect(keys).toContain(`core.import.error.${code}`);
  });
});
