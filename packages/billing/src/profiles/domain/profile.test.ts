import { describe, expect, it } from 'vitest';
import { COUNTRIES, countryCode, isIntraCommunity } from './countries';
import { missingMentions } from './mentions';
import { termProblem } from './payment-terms';
import { contradictions, profileInput, profilePatch } from './profile';
import { sellerProblems } from './seller';

const contactId = '01936f4e-7c1a-7000-8000-000000000001';
const facts = (more: object = {}) => ({
  ...profileInput.parse({
    contactId,
    legalName: 'Hôtel du Port SAS',
    siren: '732829320',
    street: '12 quai de la Fosse',
    postalCode: '44000',
    city: 'Nantes',
    ...more,
  }),
  paymentDays: 30,
});

describe('the mentions about a client', () => {
  it('F-19 are all there for a French business with a name, a SIREN and an address', () => {
    expect(missingMentions(facts())).toEqual([]);
  });

  it.each([
    ['no SIREN', { siren: '' }, ['siren']],
    ['no street', { street: '' }, ['address']],
    ['no city', { city: ' ' }, ['address']],
    ['a private person', { customerType: 'consumer', siren: '' }, []],
    ['a business in Martinique', { country: 'MQ', siren: '' }, ['siren']],
    ['a business in Germany', { country: 'DE', siren: '' }, ['vatNumber']],
    ['a business in Germany, known', { country: 'DE', vatNumber: 'DE123456789' }, []],
    ['a private person in Germany', { country: 'DE', customerType: 'consumer' }, []],
    ['a business in Switzerland', { country: 'CH', siren: '' }, []],
    ['reverse charge in France', { vatRegime: 'reverse_charge' }, ['vatNumber']],
    ['next to nothing', { siren: '', street: '' }, ['siren', 'address']],
  ])('F-19 %s', (_case, more, missing) => {
    expect(missingMentions(facts(more))).toEqual(missing);
  });
});

describe('payment terms', () => {
  it('F-19 are 60 days at most, and 45 with end of month', () => {
    expect([termProblem(60, false), termProblem(45, true), termProblem(0, true)]).toEqual([
      null,
      null,
      null,
    ]);
    expect(termProblem(61, false)).toBe('billing.profile.error.term');
    expect(termProblem(46, true)).toBe('billing.profile.error.termEndOfMonth');
    expect(contradictions({ ...facts({ isEndOfMonth: true }), paymentDays: 60 })).toEqual([
      { field: 'paymentDays', code: 'billing.profile.error.termEndOfMonth' },
    ]);
  });
});

describe('a profile', () => {
  it('does not mix the numbers of two companies', () => {
    const fieldsOf = (more: object) => contradictions(facts(more)).map(({ field }) => field);
    expect(fieldsOf({ siret: '73282932000074', vatNumber: 'FR44732829320' })).toEqual([]);
    expect(fieldsOf({ siret: '35600000000048' })).toEqual(['siret']);
    expect(fieldsOf({ siren: '356000000', vatNumber: 'FR44732829320' })).toEqual(['vatNumber']);
    expect(fieldsOf({ customerType: 'consumer', vatRegime: 'reverse_charge' })).toEqual([
      'vatRegime',
    ]);
  });

  it('names what cannot be read', () => {
    const wrong = profileInput.safeParse({
      contactId,
      legalName: '',
      siren: '123456789',
      siret: '1',
      vatNumber: 'FR00',
      country: 'XX',
      email: 'personne',
      paymentDays: '-1',
    });
    expect(wrong.error?.issues.map((issue) => issue.path[0])).toEqual([
      'legalName',
      'siren',
      'siret',
      'vatNumber',
      'country',
      'email',
      'paymentDays',
    ]);
  });

  it('leaves out of a change what was left out', () => {
    expect(profilePatch.parse({ city: 'Rennes' })).toEqual({ city: 'Rennes' });
    expect(profilePatch.parse({ siren: '', isEndOfMonth: false })).toEqual({
      siren: null,
      isEndOfMonth: false,
    });
  });
});

describe('countries', () => {
  it('are known by code and by name', () => {
    expect(['FR', 'fr', 'France', ' allemagne ', 'Germany'].map(countryCode)).toEqual([
      'FR',
      'FR',
      'FR',
      'DE',
      'DE',
    ]);
    expect([countryCode(''), countryCode('Atlantide')]).toEqual([null, null]);
    expect(new Set(COUNTRIES).size).toBe(244);
    expect(COUNTRIES.filter(isIntraCommunity)).toHaveLength(26);
  });
});

describe('the seller', () => {
  const seller = {
    sellerName: 'Lumen & Fils SARL',
    sellerSiren: '732 829 320',
    sellerVatNumber: 'FR44732829320',
    sellerAddress: '1 rue de la Lampe, 44000 Nantes',
    sellerRegistration: 'SARL au capital de 10 000 €, RCS Nantes',
  };
  it('F-19 is complete or says what is missing or wrong', () => {
    expect(sellerProblems(seller)).toEqual([]);
    expect(sellerProblems({ ...seller, sellerVatNumber: '' })).toEqual([]);
    expect(sellerProblems({ ...seller, sellerVatNumber: 'FR1', sellerSiren: '1' })).toEqual([
      'sellerSiren',
      'sellerVatNumber',
    ]);
    expect(
      sellerProblems({ ...seller, sellerName: ' ', sellerAddress: '', sellerRegistration: '' }),
    ).toEqual(['sellerName', 'sellerAddress', 'sellerRegistration']);
  });
});
