import { z } from 'zod';
import type { TabularDetection, TabularOverrides } from '../reading/tabular.ts';

/** Encodings offered by name; the file's own is added when it is another one. */
export const ENCODINGS = [
  'utf-8',
  'windows-1252',
  'iso-8859-1',
  'iso-8859-15',
  'macintosh',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'shift_jis',
  'gb18030',
  'euc-kr',
] as const;

/** How many rows may be chosen as the one that names the columns. */
export const HEADER_CHOICES = 15;

const MAX_ENCODING = 40;

/** The form “how the file is read”: an empty value asks for the detection's own answer. */
export const detectionForm = z.object({
  encoding: z.string().max(MAX_ENCODING).default(''),
  delimiter: z.enum(['', ',', ';', 'tab', '|', 'mixed']).default(''),
  quote: z.enum(['', 'double', 'single', 'none']).default(''),
  /** 1-based row, or `none`. */
  header: z
    .string()
    .regex(/^(|none|\d{1,4})$/)
    .default(''),
  sheet: z
    .string()
    .regex(/^\d{0,3}$/)
    .default(''),
  dateOrder: z.enum(['', 'dmy', 'mdy', 'ymd']).default(''),
});

export type DetectionForm = z.output<typeof detectionForm>;

const DELIMITERS: Record<string, string> = { tab: '\t' };
const QUOTES: Record<string, string> = { double: '"', single: "'", none: '' };

/** The form's values for a file as it is read now. */
export function detectionValues(detection: TabularDetection | null): DetectionForm {
  if (!detection) return detectionForm.parse({});
  const { delimiter, quote, hasHeader, headerRow } = detection;
  return {
    encoding: detection.encoding,
    delimiter: delimiter.length > 1 ? 'mixed' : delimiter === '\t' ? 'tab' : plain(delimiter),
    quote: quote === '"' ? 'double' : quote === "'" ? 'single' : 'none',
    header: hasHeader ? String(headerRow + 1) : 'none',
    sheet: String(detection.sheet),
    dateOrder: detection.dateOrder,
  };
}

const plain = (delimiter: string): DetectionForm['delimiter'] =>
  delimiter === ',' || delimiter === ';' || delimiter === '|' ? delimiter : '';

/**
 * What the user has settled: what was settled before, and what the form changes. A value left as the
 * detection had found it is not settled: it may still follow from the others.
 */
export function overridesOf(
  form: DetectionForm,
  detection: TabularDetection | null,
  known: TabularOverrides,
): TabularOverrides {
  const shown = detectionValues(detection);
  const next: TabularOverrides = { ...known };
  const settle = (
    key: keyof DetectionForm,
    names: (keyof TabularOverrides)[],
    value: TabularOverrides,
  ) => {
    if (form[key] === shown[key]) return;
    for (const name of names) delete next[name];
    if (form[key] !== '') Object.assign(next, value);
  };
  settle('encoding', ['encoding'], { encoding: form.encoding });
  settle('delimiter', ['delimiter'], { delimiter: DELIMITERS[form.delimiter] ?? form.delimiter });
  settle('quote', ['quote'], { quote: QUOTES[form.quote] ?? '"' });
  settle('sheet', ['sheet', 'headerRow', 'hasHeader'], { sheet: Number(form.sheet) });
  settle('header', ['headerRow', 'hasHeader'], headerOf(form.header));
  if (form.dateOrder !== '') settle('dateOrder', ['dateOrder'], { dateOrder: form.dateOrder });
  else delete next.dateOrder;
  return next;
}

const headerOf = (header: string): TabularOverrides =>
  header === 'none'
    ? { hasHeader: false, headerRow: 0 }
    : { hasHeader: true, headerRow: Math.max(0, Number(header) - 1) };
