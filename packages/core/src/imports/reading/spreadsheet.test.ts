import { type CellValue, writeOds, writeXlsx } from 'hucre';
import { describe, expect, it } from 'vitest';
import { importFile, readTable } from './read-file.test-support.ts';
import { numberText } from './spreadsheet.ts';

async function xlsx(rows: CellValue[][], formats: (string | undefined)[] = []): Promise<Buffer> {
  const columns = formats.map((numFmt) => (numFmt ? { numFmt } : {}));
  const sheet = { name: 'Contacts', rows, ...(formats.length > 0 ? { columns } : {}) };
  return Buffer.from(await writeXlsx({ sheets: [{ name: 'Couverture', rows: [] }, sheet] }));
}

describe('C-05 spreadsheets', () => {
  it('C-05 finds the first sheet with data and reads every kind of value as text', async () => {
    const bytes = await xlsx([
      ['Nom', 'Code', 'SIRET', 'Actif', 'Taux', 'Le'],
      ['Zoé', '00042', 73282932000074, true, 0.1 + 0.2, new Date(Date.UTC(2024, 1, 29))],
      ['Éric', '01', 0.0000001, false, -12.5, new Date(Date.UTC(2024, 1, 29, 13, 30))],
    ]);
    const { detection, rows } = await readTable(bytes, 'contacts.xlsx');
    expect(detection).toMatchObject({
      format: 'xlsx',
      sheet: 1,
      sheetNames: ['Couverture', 'Contacts'],
    });
    expect(rows.map((row) => row.cells)).toEqual([
      ['Zoé', '00042', '73282932000074', 'true', '0.3', '2024-02-29'],
      ['Éric', '01', '0.0000001', 'false', '-12.5', '2024-02-29T13:30:00'],
    ]);
  });

  it('C-05 keeps the zeros a postcode format shows before a number', async () => {
    const bytes = await xlsx(
      [
        ['Ville', 'Code postal'],
        ['Bourg-en-Bresse', 1000],
        ['Lyon', 69002],
      ],
      [undefined, '00000'],
    );
    const { rows } = await readTable(bytes, 'contacts.xlsx');
    expect(rows.map((row) => row.cells[1])).toEqual(['01000', '69002']);
  });

  it('C-05 writes numbers without exponent', () => {
    const texts = [1e21, 1.5e22, 1e-7, -1.25e-9, 123456789012345, 0.1 + 0.2, Number.NaN].map(
      numberText,
    );
    expect(texts).toEqual([
      '1000000000000000000000',
      '15000000000000000000000',
      '0.0000001',
      '-0.00000000125',
      '123456789012345',
      '0.3',
      '',
    ]);
  });

  it('C-05 reads the sheet chosen by the user and refuses one that is not there', async () => {
    const bytes = Buffer.from(
      await writeXlsx({
        sheets: [
          { name: 'A', rows: [['nom'], ['un']] },
          { name: 'B', rows: [['nom'], ['deux']] },
        ],
      }),
    );
    const second = await readTable(bytes, 'a.xlsx', { overrides: { sheet: 1 } });
    expect(second.rows[0]?.cells).toEqual(['deux']);
    const third = readTable(bytes, 'a.xlsx', { overrides: { sheet: 2 } });
    await expect(third).rejects.toMatchObject({ code: 'core.import.error.sheetNotFound' });
  });

  it('C-05 refuses an archive that would unpack to more than allowed before unpacking it', async () => {
    const bytes = await xlsx([['nom'], ...Array.from({ length: 500 }, () => ['x'.repeat(200)])]);
    const refused = readTable(bytes, 'a.xlsx', { limits: { maxUnpackedBytes: 4000 } });
    await expect(refused).rejects.toMatchObject({ code: 'core.import.error.archiveTooLarge' });
  });

  it('C-05 reads OpenDocument sheets', async () => {
    const bytes = Buffer.from(
      await writeOds({
        sheets: [
          {
            name: 'A',
            rows: [
              ['Nom', 'E-mail'],
              ['Zoé Roy', 'zoe@example.fr'],
            ],
          },
        ],
      }),
    );
    const { contacts, detection } = await importFile(bytes, 'a.ods');
    expect(detection.format).toBe('ods');
    expect(contacts[0]).toMatchObject({ firstName: 'Zoé', lastName: 'Roy' });
  });
});
