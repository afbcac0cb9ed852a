import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ImportFileError } from './import-file-error.ts';
import {
  hasSharedData,
  importFile,
  needsSharedData,
  readTable,
  sharedFile,
} from './read-file.test-support.ts';

function filesOf(folder: string, pattern: RegExp): string[] {
  const whole = sharedFile(folder);
  if (!existsSync(whole)) return [];
  return readdirSync(whole)
    .filter((name) => pattern.test(name))
    .map((name) => `${folder}/${name}`);
}

describe.skipIf(!hasSharedData)(`C-05 messy files${needsSharedData}`, () => {
  // The expectation of this one file holds another phone number than the file itself.
  const inconsistent = new Set(['location_coordinates']);

  for (const file of filesOf('contacts/messy/csv-spectrum/csvs', /\.csv$/)) {
    const name = path.basename(file, '.csv');
    it.skipIf(inconsistent.has(name))(`C-05 csv-spectrum ${name}`, async () => {
      const expected: unknown = JSON.parse(
        readFileSync(sharedFile(`contacts/messy/csv-spectrum/json/${name}.json`), 'utf8'),
      );
      const { headers, rows } = await readTable(sharedFile(file));
      const objects = rows.map((row) =>
        Object.fromEntries(headers.map((header, i) => [header, row.cells[i]])),
      );
      // The copy of newlines_crlf kept here has lost its carriage returns; its expectation has not.
      expect(objects).toEqual(JSON.parse(JSON.stringify(expected).replaceAll('\\r\\n', '\\n')));
    });
  }

  const counts: [string, number, object][] = [
    [
      'contacts/messy/messytables/utf-16le_encoded.csv',
      327,
      { encoding: 'utf-16le', delimiter: ',' },
    ],
    [
      'contacts/messy/messytables/sparse_with_column_errors.csv',
      2237,
      { encoding: 'windows-1252' },
    ],
    ['contacts/messy/messytables/null.csv', 10, { hasHeader: false }],
    ['contacts/messy/messytables/simple.csv', 6, { dateOrder: 'ymd' }],
    ['contacts/messy/messytables/utf8bom.csv', 0, { encoding: 'utf-8' }],
    ['contacts/messy/tabulator/accent.csv', 2, { delimiter: ';', hasHeader: true }],
    ['contacts/messy/tabulator/bom.csv', 2, { encoding: 'utf-8' }],
    ['contacts/messy/tabulator/escaping.csv', 3, { delimiter: ',' }],
    ['contacts/messy/tabulator/issue305.csv', 338, { delimiter: ',' }],
    ['contacts/messy/tabulator/sheet2.xlsx', 2, { sheet: 1 }],
    ['contacts/messy/tabulator/table.ods', 2, { format: 'ods' }],
    ['contacts/csv/salesforce/csvtext_BOM_UTF8.csv', 2, { encoding: 'utf-8' }],
    ['contacts/csv/salesforce/csvtext_BOM_UTF16LE.csv', 2, { encoding: 'utf-16le' }],
    ['contacts/csv/salesforce/opportunityData.csv', 38, { delimiter: ',' }],
    ['contacts/csv/thunderbird/tab_comma_mixed.csv', 4, { hasHeader: false }],
  ];
  for (const [file, count, detection] of counts) {
    it(`C-05 ${file}: ${count} rows`, async () => {
      const table = await readTable(sharedFile(file));
      expect(table.detection).toMatchObject(detection);
      expect(table.rows).toHaveLength(count);
    });
  }

  it('C-05 a file with padding rows and titles starts at its header', async () => {
    const { detection, headers } = await readTable(
      sharedFile('contacts/messy/messytables/large.xlsx'),
    );
    expect(detection).toMatchObject({ headerRow: 3, hasHeader: true });
    expect(headers.length).toBeGreaterThan(3);
  });

  it('C-05 salesforce byte order marks are no part of the first column name', async () => {
    for (const name of ['csvtext_BOM_UTF8.csv', 'csvtext_BOM_UTF16LE.csv']) {
      const { headers, rows } = await readTable(sharedFile(`contacts/csv/salesforce/${name}`));
      expect(headers).toEqual(['column1', 'column2', 'column3']);
      expect(rows[1]?.cells).toEqual(['row2-1', 'row2-2', 'row2-3']);
    }
  });

  const folders = [
    'contacts/xlsx/exceljs',
    'contacts/xlsx/sheetjs',
    'contacts/messy/messytables',
    'contacts/messy/tabulator',
    'contacts/vcard/thunderbird',
  ];
  const all = folders.flatMap((folder) => filesOf(folder, /./));
  for (const file of all) {
    it(`C-05 ${file} is read or refused with a reason`, async () => {
      const outcome = await importFile(sharedFile(file)).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ImportFileError);
      else expect((outcome as { rows: unknown[] }).rows).toBeInstanceOf(Array);
    });
  }

  it('C-05 old and binary workbooks are refused with what to do, never misread', async () => {
    for (const file of all.filter((name) => /\.(?:xls|xlsb)$/.test(name))) {
      await expect(readTable(sharedFile(file))).rejects.toMatchObject({
        code: 'core.import.error.unsupportedFormat',
      });
    }
  });
});

describe.skipIf(!hasSharedData)(`C-01 organisations${needsSharedData}`, () => {
  it('C-01 C-05 organisations-6k: 5,997 companies, none refused', async () => {
    const { results, contacts, mapping } = await importFile(
      sharedFile('companies/organisations-6k.csv'),
    );
    expect(results).toHaveLength(5997);
    expect(contacts).toHaveLength(5997);
    expect(contacts.every((contact) => contact.kind === 'company' && contact.name !== '')).toBe(
      true,
    );
    const keys = mapping.map((entry) => entry.fieldKey);
    expect(keys).toEqual([
      'externalId',
      'name',
      'aliases',
      'country',
      'city',
      'website',
      'organisationType',
      null,
    ]);
    const unknown = results.flatMap((result) =>
      result.warnings.filter((w) => w.code.endsWith('unknownCountry')),
    );
    expect(unknown.length).toBeLessThanOrEqual(5);
    expect(contacts[0]).toMatchObject({
      name: 'Nederlandse Vereniging voor Kindergeneeskunde',
      externalId: 'ror:01bsyz889',
      website: 'https://www.nvk.nl/',
      aliases: ['Paediatric Association Of The Netherlands', 'NVK'],
      addresses: [{ city: 'Utrecht', country: 'NL' }],
    });
  });
});
