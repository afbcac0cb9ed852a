import { csvLine } from '@socle/plugin-sdk/primitives';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRowParser } from './csv-reader.ts';
import { detectTabular } from './detect-tabular.ts';
import { ImportFileError } from './import-file-error.ts';
import { readTable } from './read-file.test-support.ts';
import { columnLetter, readPreview, readRows } from './read-rows.ts';
import { DEFAULT_LIMITS, type TabularDetection, type TabularRow } from './tabular.ts';

const plain: TabularDetection = {
  format: 'csv',
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  headerRow: 0,
  hasHeader: true,
  sheetNames: [],
  sheet: 0,
  dateOrder: 'dmy',
  isDateOrderSure: true,
  decimal: '.',
};

async function rowsOf(
  content: string | Buffer,
  detection = plain,
  from?: number,
): Promise<TabularRow[]> {
  const rows: TabularRow[] = [];
  const source = Buffer.isBuffer(content) ? content : Buffer.from(content);
  for await (const chunk of readRows(source, detection, from ? { from } : {})) rows.push(...chunk);
  return rows;
}

const cellsOf = async (content: string): Promise<string[][]> =>
  (await rowsOf(content)).map((row) => row.cells);

describe('C-05 rows', () => {
  it('C-05 keeps quoted lines, quotes and separators', async () => {
    expect(await cellsOf('a,b\n"x\ny","say ""hi"", you"\n')).toEqual([['x\ny', 'say "hi", you']]);
  });

  it('C-05 takes LF, CRLF and CR, even mixed', async () => {
    expect(await cellsOf('a,b\r\n1,2\n3,4\r5,6')).toEqual([
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ]);
  });

  it('C-05 strips NUL bytes and forgives stray quotes', async () => {
    expect(await cellsOf('a,b\n1\0,2\n5" screen, "x "" y"\n')).toEqual([
      ['1', '2'],
      ['5" screen', 'x " y'],
    ]);
  });

  it('C-05 understands quotes inside quoted cells as their author did', async () => {
    const content = 'a,b\n"He said "hi" to me, twice",x\n"Acme" Inc,"y, z"\n"q" ,  "r"  \n';
    expect(await cellsOf(content)).toEqual([
      ['He said "hi" to me, twice', 'x'],
      ['"Acme" Inc', 'y, z'],
      ['q', 'r'],
    ]);
  });

  it('C-05 keeps rows with too few and too many cells whole', async () => {
    expect(await cellsOf('a,b,c\n1\n1,2,3,4,5\n')).toEqual([['1'], ['1', '2', '3', '4', '5']]);
  });

  it('C-05 counts blank rows but does not give them', async () => {
    expect((await rowsOf('a,b\n\n1,2\n   \n3,4\n')).map((row) => row.line)).toEqual([3, 5]);
  });

  it('C-05 resumes after the rows already done', async () => {
    const content = `a\n${Array.from({ length: 50 }, (_, i) => `v${i}`).join('\n')}\n`;
    const rows = await rowsOf(content, plain, 41);
    expect(rows[0]).toEqual({ line: 41, cells: ['v39'] });
    expect(rows).toHaveLength(11);
  });

  it('C-05 gives chunks of the size asked for and stops when told to', async () => {
    const content = Buffer.from(`a\n${'x\n'.repeat(2500)}`);
    const sizes: number[] = [];
    for await (const chunk of readRows(content, plain)) sizes.push(chunk.length);
    expect(sizes).toEqual([1000, 1000, 500]);
    const abort = new AbortController();
    const stopped = (async () => {
      for await (const _ of readRows(content, plain, { signal: abort.signal })) abort.abort();
    })();
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('C-05 gives the rows before a quotation mark that is never closed, then says where it is', async () => {
    const rows: TabularRow[] = [];
    const reading = (async () => {
      for await (const chunk of readRows(Buffer.from('a,b\n1,2\n3,"4\n5,6\n'), plain))
        rows.push(...chunk);
    })();
    await expect(reading).rejects.toMatchObject({
      code: 'core.import.error.quoteNotClosed',
      params: { line: 3 },
    });
    expect(rows.map((row) => row.cells)).toEqual([['1', '2']]);
  });

  it('C-05 bounds columns, cells and rows with errors that name the row', async () => {
    const code = async (content: string) =>
      rowsOf(content).then(
        () => 'read',
        (error: unknown) => (error as ImportFileError).code,
      );
    expect(await code(`a\n${'x,'.repeat(600)}x\n`)).toBe('core.import.error.tooManyColumns');
    expect(await code(`a\n1${','.repeat(600)}\n`)).toBe('read');
    expect(await code(`a\n${'x'.repeat(100_001)}\n`)).toBe('core.import.error.cellTooLong');
    expect(await code(`a\n"${'x\n'.repeat(600_000)}`)).toBe('core.import.error.rowTooLong');
    expect(await code(`a\n${','.repeat(6_000_000)}`)).toBe('core.import.error.rowTooLong');
  });

  it('C-05 names nameless columns by their letter and refuses a table without rows', async () => {
    expect([columnLetter(0), columnLetter(25), columnLetter(26)]).toEqual(['A', 'Z', 'AA']);
    const preview = await readPreview(Buffer.from('nom,,ville\nA,B,C\n'), plain);
    expect(preview.headers).toEqual(['nom', 'B', 'ville']);
    const nothing = readPreview(Buffer.from('a,b\n'), { ...plain, headerRow: 7, hasHeader: false });
    await expect(nothing).rejects.toMatchObject({ code: 'core.import.error.noRows' });
  });
});

describe('C-05 properties', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r', '\t', ' ', "'", '=', '東'),
    maxLength: 8,
  });

  it('C-05 reads back what the CSV writer wrote', async () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t', '|'), async (rows, delimiter) => {
        const content = rows.map((row) => csvLine(row, delimiter)).join('');
        const read = await rowsOf(content, { ...plain, delimiter, hasHeader: false });
        expect(read.map((row) => row.cells)).toEqual(rows);
      }),
      { numRuns: 200 },
    );
  });

  it('C-05 agrees with csv-parse on tidy files, whatever the pieces they arrive in', async () => {
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';'),
        fc.integer({ min: 1, max: 9 }),
        (rows, delimiter, size) => {
          const content = rows.map((row) => csvLine(row, delimiter)).join('');
          const parser = new CsvRowParser({ delimiter, quote: '"' }, DEFAULT_LIMITS);
          for (let at = 0; at < content.length; at += size)
            parser.push(content.slice(at, at + size));
          parser.end();
          expect(parser.take().map((row) => row.cells)).toEqual(parse(content, { delimiter }));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('C-05 any text gives the same rows in one piece and in many', () => {
    const wild = fc.string({
      unit: fc.constantFrom('a', ' ', '"', ',', '\n', '\r'),
      maxLength: 40,
    });
    const outcome = (pieces: string[]): unknown => {
      const parser = new CsvRowParser({ delimiter: ',', quote: '"' }, DEFAULT_LIMITS);
      for (const piece of pieces) parser.push(piece);
      parser.end();
      const rows = parser.hasFailed ? [] : parser.take();
      return parser.hasFailed ? 'failed' : rows.map((row) => [row.line, row.cells]);
    };
    fc.assert(
      fc.property(wild, (text) => {
        expect(outcome([...text])).toEqual(outcome([text]));
      }),
      { numRuns: 1000 },
    );
  });

  const names = ['x.csv', 'x.xlsx', 'x.ods', 'x.txt', 'x'];
  const readOrTyped = async (bytes: Buffer, name: string): Promise<void> => {
    try {
      await readTable(bytes, name);
    } catch (error) {
      expect(error).toBeInstanceOf(ImportFileError);
    }
  };

  it('C-05 any bytes give rows or a typed error', async () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom(...names), (data, name) =>
        readOrTyped(Buffer.from(data), name),
      ),
      { numRuns: 300 },
    );
  });

  it('C-05 any text gives rows or a typed error', async () => {
    const wild = fc.string({
      unit: fc.constantFrom('a', '1', '"', "'", ',', ';', '\n', '\r', '\t', '|', '\0', '@', '='),
      maxLength: 120,
    });
    await fc.assert(
      fc.asyncProperty(wild, (data) => readOrTyped(Buffer.from(data), 'x.csv')),
      { numRuns: 300 },
    );
  });

  it('C-05 a damaged spreadsheet gives rows or a typed error', async () => {
    const { writeXlsx } = await import('hucre/xlsx');
    const good = Buffer.from(
      await writeXlsx({
        sheets: [
          {
            name: 'A',
            rows: [
              ['nom', 'ville'],
              ['Zoé', 'Lyon'],
            ],
          },
        ],
      }),
    );
    const damage = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat(good.length), async (hits, length) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of hits) bytes[at] = value;
        await readOrTyped(bytes, 'x.xlsx');
        await readOrTyped(bytes.subarray(0, length), 'x.xlsx');
      }),
      { numRuns: 150 },
    );
  });

  it('C-05 long runs of one character are read or refused in little time', async () => {
    const start = performance.now();
    for (const char of ['@', ' ', ',', ';', "'", '"', '.', '1', '\r', '\t', '|', '=', '<']) {
      await readOrTyped(Buffer.from(`nom,ville\n${char.repeat(90_000)}`), 'x.csv');
      await readOrTyped(Buffer.from(char.repeat(300_000)), 'x.csv');
    }
    expect(performance.now() - start).toBeLessThan(15_000);
  });

  it('C-05 detection is plain data that survives storage', async () => {
    const detection = await detectTabular(Buffer.from('nom;ville\nA;B\n'), 'a.csv');
    expect(JSON.parse(JSON.stringify(detection))).toEqual(detection);
  });
});
