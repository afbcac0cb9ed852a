import { describe, expect, it } from 'vitest';
import type { TabularDetection } from '../reading/tabular.ts';
import { detectionForm, detectionValues, overridesOf } from './detection-form.ts';

const detection: TabularDetection = {
  format: 'csv',
  encoding: 'windows-1252',
  delimiter: ';',
  quote: '"',
  headerRow: 2,
  hasHeader: true,
  sheetNames: [],
  sheet: 0,
  dateOrder: 'dmy',
  isDateOrderSure: false,
  decimal: ',',
};
const shown = detectionValues(detection);

describe('C-05 the form “how the file is read”', () => {
  it('settles what was changed and nothing else', () => {
    expect(shown).toEqual({
      encoding: 'windows-1252',
      delimiter: ';',
      quote: 'double',
      header: '3',
      sheet: '0',
      dateOrder: 'dmy',
    });
    expect(overridesOf(shown, detection, {})).toEqual({});
    expect(
      overridesOf({ ...shown, delimiter: 'tab', quote: 'none', header: 'none' }, detection, {}),
    ).toEqual({ delimiter: '\t', quote: '', hasHeader: false, headerRow: 0 });
    expect(overridesOf({ ...shown, header: '5' }, detection, { encoding: 'utf-8' })).toEqual({
      encoding: 'utf-8',
      hasHeader: true,
      headerRow: 4,
    });
  });

  it('asks for the detection again where the choice is empty', () => {
    const settled = { encoding: 'macintosh', dateOrder: 'mdy', delimiter: ';' } as const;
    expect(overridesOf({ ...shown, encoding: '', dateOrder: '' }, detection, settled)).toEqual({
      delimiter: ';',
    });
  });

  it('forgets the header of another sheet', () => {
    const settled = { headerRow: 4, hasHeader: true, sheet: 0 };
    expect(overridesOf({ ...shown, sheet: '1' }, detection, settled)).toEqual({ sheet: 1 });
  });

  it('refuses what the form does not offer', () => {
    for (const wrong of [{ header: '-1' }, { sheet: 'x' }, { delimiter: 'ab' }, { quote: '`' }])
      expect(detectionForm.safeParse(wrong).success).toBe(false);
  });
});
