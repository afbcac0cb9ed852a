import { isSiren, isSiret } from './company-numbers.ts';
import type { ImportFieldType } from './import-target.ts';

/** A kind of value that can be told by its look alone. */
export type ValueSignal = Extract<
  ImportFieldType,
  'email' | 'phone' | 'url' | 'date' | 'siren' | 'siret' | 'vatNumber'
>;

const TESTS: readonly [ValueSignal, (text: string) => boolean][] = [
  ['email', (text) => /^(?:mailto:)?[^\s@,;]+@[^\s@,;]+\.[^\s@,;]{2,}$/i.test(text)],
  ['url', (text) => /^(?:https?:\/\/|www\.)\S+\.\S+$/i.test(text)],
  ['siret', (text) => isSiret(text.replace(/\s/g, ''))],
  ['siren', (text) => isSiren(text.replace(/\s/g, ''))],
  ['vatNumber', (text) => /^FR\s?[0-9A-Z]{2}\s?\d{3}\s?\d{3}\s?\d{3}$/i.test(text)],
  ['date', (text) => /^(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})(?:[ T].*)?$/.test(text)],
  ['phone', looksLikePhone],
];

/** The signal most of the values carry, with the share of values that carry it (0 to 1); null under 80 % or 3 values. */
export function columnSignal(
  values: readonly string[],
): { signal: ValueSignal; share: number } | null {
  const filled = values
    .map((value) => value.trim())
    .filter((value) => value !== '' && value.length <= 320);
  if (filled.length === 0) return null;
  for (const [signal, test] of TESTS) {
    const share = filled.filter(test).length / filled.length;
    // One or two numbers prove little; an e-mail address proves itself.
    const isEnough = filled.length >= 3 || signal === 'email' || signal === 'url';
    if (share >= 0.8 && isEnough) return { signal, share };
  }
  return null;
}

function looksLikePhone(text: string): boolean {
  // A decimal number is no phone, whatever its length.
  if (!/^'?\+?[\d\s().\-/]+$/.test(text) || /^-?\d+\.\d+$/.test(text)) return false;
  const digits = text.replace(/\D/g, '');
  if (digits.length < 8 || digits.length > 15) return false;
  return /^'?\+/.test(text) || digits.startsWith('0') || /[\s().-]/.test(text.trim());
}
