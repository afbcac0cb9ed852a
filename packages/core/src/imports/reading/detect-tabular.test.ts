import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detectTabular } from './detect-tabular.ts';
import { ImportFileError } from './import-file-error.ts';
import { readTable } from './read-file.test-support.ts';

const text = 'Prénom;Nom;Prix\r\nÉlodie;Lœuillet;12 €\r\nZoé;O’Hara;3 €\r\n';

async function errorOf(bytes: Buffer, name: string): Promise<ImportFileError> {
  const error = await detectTabular(bytes, name).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ImportFileError);
  return error as ImportFileError;
}

describe('C-05 encodings', () => {
  const encodings: [string, Buffer, string][] = [
    ['UTF-8', Buffer.from(text), 'utf-8'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8'],
    ['UTF-16LE with a mark', iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ['UTF-16BE with a mark', iconv.encode(text, 'utf-16be', { addBOM: true }), 'utf-16be'],
    ['UTF-16LE without a mark', iconv.encode(text, 'utf-16le'), 'utf-16le'],
    ['UTF-16BE without a mark', iconv.encode(text, 'utf-16be'), 'utf-16be'],
    ['windows-1252', iconv.encode(text, 'windows-1252'), 'windows-1252'],
  ];
  for (const [name, bytes, encoding] of encodings) {
    it(`C-05 reads ${name}, the euro sign and œ included`, async () => {
      const { detection, headers, rows } = await readTable(bytes);
      expect(detection).toMatchObject({ encoding, delimiter: ';', hasHeader: true, headerRow: 0 });
      expect(headers).toEqual(['Prénom', 'Nom', 'Prix']);
      expect(rows.map((row) => row.cells)).toEqual([
        ['Élodie', 'Lœuillet', '12 €'],
        ['Zoé', 'O’Hara', '3 €'],
      ]);
    });
  }

  it('C-05 tells Shift-JIS from French text that would be valid in it', async () => {
    const japanese = iconv.encode('名前,会社\nさくら,テスト工務店\n', 'shift_jis');
    expect((await readTable(japanese)).rows[0]?.cells).toEqual(['さくら', 'テスト工務店']);
    const french = iconv.encode('Prénom;Nom\nHélène;L’Hénaff\n', 'windows-1252');
    expect((await readTable(french)).detection.encoding).toBe('windows-1252');
  });

  it('C-05 keeps a UTF-8 file with one damaged character in UTF-8', async () => {
    const good = Buffer.from(`nom;ville\n${'é;è\n'.repeat(50)}`);
    const bytes = Buffer.concat([good, Buffer.from([0x61, 0xff, 0x3b, 0x62, 0x0a])]);
    expect((await detectTabular(bytes, 'a.csv')).encoding).toBe('utf-8');
  });

  it('C-05 honours an encoding chosen by the user, refuses an unknown one', async () => {
    const bytes = iconv.encode('имя;город\nИван;Москва\n', 'windows-1251');
    const options = { overrides: { encoding: 'windows-1251' } };
    expect((await readTable(bytes, 'a.csv', options)).rows[0]?.cells).toEqual(['Иван', 'Москва']);
    const wrong = detectTabular(bytes, 'a.csv', { overrides: { encoding: 'klingon' } });
    await expect(wrong).rejects.toMatchObject({ code: 'core.import.error.unknownEncoding' });
  });
});

describe('C-05 encoding of large files', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'socle-import-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('C-05 finds the first accent of a file far behind its beginning', async () => {
    const lines = `nom;ville\n${'Martin;Lyon\n'.repeat(40_000)}Zoé;Orléans\n`;
    const file = path.join(folder, 'late.csv');
    await writeFile(file, iconv.encode(lines, 'windows-1252'));
    const { detection, rows } = await readTable(file);
    expect(detection.encoding).toBe('windows-1252');
    expect(rows).toHaveLength(40_001);
    expect(rows.at(-1)?.cells).toEqual(['Zoé', 'Orléans']);
  });
});

describe('C-05 separators and headers', () => {
  const cases: [string, string, string][] = [
    ['commas', 'a,b,c\n1,"2;3",4\n5,6,7\n', ','],
    ['semicolons beside French decimals', 'nom;prix\nA;1,50\nB;2,75\n', ';'],
    ['tabs', 'nom\tville\nA, B\tLyon\nC\tParis\n', '\t'],
    ['bars', 'nom|ville\nA|Lyon\nB|Paris\n', '|'],
    ['a sep= line', 'sep=;\nnom;ville\nA,B;Lyon\n', ';'],
    ['quoted separators', 'nom,adresse\n"A","1, rue; x"\n"B","2, rue; y"\n', ','],
  ];
  for (const [name, content, delimiter] of cases) {
    it(`C-05 finds ${name}`, async () => {
      const { detection, rows } = await readTable(Buffer.from(content));
      expect(detection.delimiter).toBe(delimiter);
      expect(new Set(rows.map((row) => row.cells.length)).size).toBe(1);
    });
  }

  it('C-05 reads rows separated by tabs and rows separated by commas in one file', async () => {
    const { rows } = await readTable(Buffer.from('a,b,c,d\ne\tf\tg\th\ni\tj\tk\tl\n'), 'x.csv', {
      overrides: { hasHeader: false },
    });
    expect(rows.map((row) => row.cells.length)).toEqual([4, 4, 4]);
  });

  it('C-05 skips a title and blank rows above the header, and keeps true row numbers', async () => {
    const content = 'Export du 12/03/2026;;\n\n;;\nPrénom;Nom;E-mail\nZoé;Roy;zoe@example.fr\n';
    const { detection, headers, rows } = await readTable(Buffer.from(content));
    expect(detection).toMatchObject({ headerRow: 3, hasHeader: true });
    expect(headers).toEqual(['Prénom', 'Nom', 'E-mail']);
    expect(rows).toEqual([{ line: 5, cells: ['Zoé', 'Roy', 'zoe@example.fr'] }]);
  });

  it('C-05 sees that a file has no header', async () => {
    const { detection, headers, rows } = await readTable(
      Buffer.from('Zoé;Roy;zoe@example.fr\nJean;Petit;jean@example.fr\n'),
    );
    expect(detection.hasHeader).toBe(false);
    expect(headers).toEqual(['A', 'B', 'C']);
    expect(rows).toHaveLength(2);
  });

  it('C-05 reads day and month in the order the file uses', async () => {
    const of = async (date: string) =>
      await detectTabular(Buffer.from(`nom;né le\nA;${date}\n`), 'a.csv');
    expect(await of('25/12/1980')).toMatchObject({ dateOrder: 'dmy', isDateOrderSure: true });
    expect(await of('12/25/1980')).toMatchObject({ dateOrder: 'mdy', isDateOrderSure: true });
    expect(await of('1980-12-25')).toMatchObject({ dateOrder: 'ymd' });
    expect(await of('01/02/1980')).toMatchObject({ dateOrder: 'dmy', isDateOrderSure: false });
  });
});

describe('C-05 files that are no table', () => {
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  const cases: [string, Buffer, string, string][] = [
    ['an empty file', Buffer.alloc(0), 'a.csv', 'empty'],
    ['a blank file', Buffer.from('  \r\n \n'), 'a.csv', 'empty'],
    ['a byte order mark alone', Buffer.from('\ufeff'), 'a.csv', 'empty'],
    ['an .xls file', ole, 'a.xls', 'unsupportedFormat'],
    ['an encrypted .xlsx', ole, 'a.xlsx', 'encrypted'],
    ['a PDF', Buffer.from('%PDF-1.7 …'), 'a.csv', 'unsupportedFormat'],
    ['a vCard', Buffer.from('BEGIN:VCARD\nVERSION:3.0\n'), 'a.csv', 'unsupportedFormat'],
    ['a web page saved as .xls', Buffer.from('<html><table>'), 'a.xls', 'unsupportedFormat'],
    ['a truncated .xlsx', Buffer.from('PK\u0003\u0004 broken'), 'a.xlsx', 'corrupt'],
    [
      'a binary file',
      Buffer.from(Array.from({ length: 900 }, (_, i) => (i * 7) % 30)),
      'a.csv',
      'notText',
    ],
  ];
  for (const [name, bytes, fileName, code] of cases) {
    it(`C-05 says what to do with ${name}`, async () => {
      expect((await errorOf(bytes, fileName)).code).toBe(`core.import.error.${code}`);
    });
  }

  it('C-05 refuses a file above the size limit and a file that is gone', async () => {
    const large = detectTabular(Buffer.alloc(2000, 'a'), 'a.csv', {
      limits: { maxFileBytes: 1000 },
    });
    await expect(large).rejects.toMatchObject({ code: 'core.import.error.tooLarge' });
    const gone = detectTabular('/nowhere/at-all.csv', 'at-all.csv');
    await expect(gone).rejects.toMatchObject({ code: 'core.import.error.notFound' });
  });
});
