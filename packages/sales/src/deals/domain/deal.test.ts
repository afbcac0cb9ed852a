import { describe, expect, it } from 'vitest';
import { dealInput, dealPatch, readAmount } from './deal';

const contactId = '01936f4e-7c1a-7000-8000-000000000001';

describe('amounts', () => {
  it('V-01 are exact in the minor units of their currency', () => {
    expect(readAmount('1250.50', 'EUR')).toBe('125050');
    expect(readAmount('0.1', 'EUR')).toBe('10');
    expect(readAmount('1250', 'JPY')).toBe('1250');
    expect(readAmount('12.345', 'TND')).toBe('12345');
    expect(readAmount('999999999999999.99', 'EUR')).toBe('99999999999999999');
  });

  it('V-01 refuse what a currency cannot hold, and what is no amount', () => {
    for (const [text, currency] of [
      ['12.345', 'EUR'],
      ['12.5', 'JPY'],
      ['12.3456', 'TND'],
      ['-1', 'EUR'],
      ['1e3', 'EUR'],
      ['mille', 'EUR'],
      ['', 'EUR'],
    ] as const)
      expect(readAmount(text, currency), `${text} ${currency}`).toBeNull();
  });

  it('V-01 are read as people write them', () => {
    const amount = (text: string) => dealInput.parse({ name: 'x', contactId, amount: text }).amount;
    expect(amount('1 250,50')).toBe('1250.50');
    expect(amount('1\u202f250,50')).toBe('1250.50');
    expect(amount('')).toBe('0');
  });
});

describe('what opens a deal', () => {
  it('has defaults for all but a name and a contact', () => {
    expect(dealInput.parse({ name: ' Affaire ', contactId })).toEqual({
      name: 'Affaire',
      contactId,
      amount: '0',
      stage: 'qualification',
      expectedCloseOn: null,
      ownerId: null,
      customFields: {},
    });
    expect(dealInput.safeParse({ name: '', contactId }).success).toBe(false);
    expect(dealInput.safeParse({ name: 'x', contactId, currency: 'euro' }).success).toBe(false);
    expect(
      dealInput.safeParse({ name: 'x', contactId, expectedCloseOn: '2026-02-29' }).success,
    ).toBe(false);
  });

  it('leaves out of a change what was left out', () => {
    expect(dealPatch.parse({ name: 'Autre' })).toEqual({ name: 'Autre' });
    expect(dealPatch.safeParse({ stage: 'proposal' }).success).toBe(false);
  });
});
