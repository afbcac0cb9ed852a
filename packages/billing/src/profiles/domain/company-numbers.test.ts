import { describe, expect, it } from 'vitest';
import { readSiren, readSiret, readVatNumber, sirenOfVatNumber } from './company-numbers';

describe('registered numbers', () => {
  it('F-19 accept a SIREN that passes its check, however it is grouped', () => {
    for (const text of ['732829320', '732 829 320', '732.829.320', '732\u00a0829\u202f320'])
      expect(readSiren(text), text).toBe('732829320');
    for (const text of ['', '732829321', '73282932', '7328293200', '000000000', 'abcdefghi'])
      expect(readSiren(text), text).toBeNull();
  });

  it('F-19 accept a SIRET by Luhn, and those of La Poste by their own rule', () => {
    expect(readSiret('732 829 320 00074')).toBe('73282932000074');
    expect(readSiret('73282932000075')).toBeNull();
    // The head office passes Luhn; a post office need only have a digit sum that is a multiple of 5.
    expect(readSiret('35600000000048')).toBe('35600000000048');
    expect(readSiret('35600000049837')).toBe('35600000049837');
    expect(readSiret('35600000049838')).toBeNull();
  });

  it('F-19 check the key of a French VAT number, and the form of the others', () => {
    expect(readVatNumber('fr 44 732 829 320')).toBe('FR44732829320');
    expect(readVatNumber('FR45732829320')).toBeNull();
    expect(readVatNumber('DE123456789')).toBe('DE123456789');
    expect(readVatNumber('DE12345678')).toBeNull();
    expect(readVatNumber('EL123456789')).toBe('EL123456789');
    expect(readVatNumber('ZZ123')).toBeNull();
    expect(sirenOfVatNumber('FR44732829320')).toBe('732829320');
    expect(sirenOfVatNumber('DE123456789')).toBeNull();
  });
});
