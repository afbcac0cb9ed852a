import { describe, expect, it } from 'vitest';
import { mapColumns } from './column-mapper.ts';
import { compileContactBuilder } from './contact-builder.ts';
import { guessKind, splitFullName } from './contact-identity.ts';
import type { BuildOptions, ContactInput, RowIssue } from './contact-input.ts';
import { contactTarget } from './contact-target.ts';
import { extendTarget } from './import-target.ts';

const options: BuildOptions = { defaultCountry: 'FR', dateOrder: 'dmy' };

const buildContact = (
  cells: readonly string[],
  ...[mapping, options]: Parameters<typeof compileContactBuilder>
) => compileContactBuilder(mapping, options)(cells);

function build(row: Record<string, string>, more: Partial<BuildOptions> = {}) {
  const headers = Object.keys(row);
  const cells = Object.values(row);
  const mapping = mapColumns(headers, [cells], contactTarget);
  return buildContact(cells, mapping, {
    ...options,
    defaultKind: guessKind(mapping, [cells]),
    ...more,
  });
}

function contact(row: Record<string, string>, more?: Partial<BuildOptions>): ContactInput {
  const result = build(row, more);
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.value;
}

function errors(row: Record<string, string>): RowIssue[] {
  const result = build(row);
  return result.ok ? [] : result.errors;
}

const codes = (issues: RowIssue[]): string[] =>
  issues.map((issue) => issue.code.replace('core.import.row.', ''));

describe('C-01 people and companies', () => {
  it('C-01 a French file: last name beside first name, employer, address', () => {
    expect(
      contact({
        Prénom: ' Élodie ',
        Nom: 'MARTIN',
        Société: 'Écully  Conseil SARL',
        'Code postal': '01000',
        Ville: 'Bourg',
      }),
    ).toMatchObject({
      kind: 'person',
      firstName: 'Élodie',
      lastName: 'MARTIN',
      name: 'Élodie MARTIN',
      companyName: 'Écully Conseil SARL',
      addresses: [{ label: 'work', postalCode: '01000', city: 'Bourg' }],
    });
  });

  it('C-01 a row with only a company is that company', () => {
    expect(contact({ Prénom: '', Nom: '', Société: 'Groß & Söhne GmbH' })).toMatchObject({
      kind: 'company',
      name: 'Groß & Söhne GmbH',
      companyName: '',
    });
    expect(contact({ 'Last Name': 'Acme, Inc.', Company: 'ACME Inc' })).toMatchObject({
      kind: 'company',
    });
  });

  it('C-01 a legal form, a SIRET or a kind column makes a company', () => {
    expect(contact({ Nom: 'Dupont SAS', 'E-mail': 'a@b.fr' }).kind).toBe('company');
    expect(contact({ Nom: 'Dupont', SIRET: '732 829 320 00074' })).toMatchObject({
      kind: 'company',
      siren: '732829320',
      siret: '73282932000074',
    });
    expect(contact({ Nom: 'Boulangerie Zoé', 'Type de contact': 'Entreprise' }).kind).toBe(
      'company',
    );
    expect(contact({ Nom: 'Jean Petit', 'E-mail': 'j@p.fr' })).toMatchObject({
      kind: 'person',
      firstName: 'Jean',
      lastName: 'Petit',
    });
  });

  it('C-01 full names in their usual orders', () => {
    expect(splitFullName('Martin, Élodie')).toEqual({ firstName: 'Élodie', lastName: 'Martin' });
    expect(splitFullName('DUPONT LEROY Jean')).toEqual({
      firstName: 'Jean',
      lastName: 'DUPONT LEROY',
    });
    expect(splitFullName('Mme Élodie Martin')).toEqual({ firstName: 'Élodie', lastName: 'Martin' });
    expect(splitFullName('Zoé')).toEqual({ firstName: '', lastName: 'Zoé' });
  });

  it('C-01 roles from words and stages; unknown words stay findable as tags', () => {
    const value = contact({
      Nom: 'A SARL',
      Statut: 'Client, Fournisseur ; Dormant',
      Étiquettes: '* myContacts ::: VIP, Salon',
    });
    expect(value.roles).toEqual(['customer', 'supplier']);
    expect(value.tags).toEqual(['Dormant', 'VIP', 'Salon']);
  });

  it('C-01 a row nobody could recognise is refused', () => {
    expect(codes(errors({ Prénom: '', Nom: '', 'E-mail': '', Ville: 'Lyon' }))).toEqual([
      'noIdentity',
    ]);
    expect(contact({ Prénom: '', 'E-mail': 'x@y.fr' })).toMatchObject({ name: 'x@y.fr' });
  });
});

describe('C-11 values', () => {
  it('C-11 phones become E.164, by the row’s own country first', () => {
    const phones = (row: Record<string, string>) =>
      contact({ Nom: 'A B', ...row }).phones.map((p) => [p.value, p.label]);
    expect(
      phones({ Téléphone: '01.99.00.12.34', Portable: "'+33 6 39 98 12 34", Fax: '0033199001235' }),
    ).toEqual([
      ['+33199001234', 'work'],
      ['+33639981234', 'mobile'],
      ['+33199001235', 'fax'],
    ]);
    expect(phones({ Téléphone: '030 5550123', Pays: 'Allemagne' })).toEqual([
      ['+49305550123', 'work'],
    ]);
    expect(phones({ Téléphone: '030 5550123', 'E-mail': 'a@b.de' })).toEqual([
      ['+49305550123', 'work'],
    ]);
    expect(phones({ Téléphone: '06 39 98 12 34', 'E-mail': 'a@b.de' })).toEqual([
      ['+33639981234', 'mobile'],
    ]);
    expect(phones({ Téléphone: '06 39 98 12 34 ; 01 99 00 12 34' })).toHaveLength(2);
  });

  it('C-11 an unreadable phone or country is kept with a warning', () => {
    const result = build({ Nom: 'A B', Téléphone: 'poste 12', Pays: 'Syldavie' });
    expect(result.ok && result.value.phones[0]?.value).toBe('poste 12');
    expect(result.ok && result.value.addresses[0]?.country).toBe('Syldavie');
    expect(codes(result.warnings).sort()).toEqual(['unknownCountry', 'unknownPhone']);
  });

  it('C-05 a wrong e-mail names its column and the fix', () => {
    expect(errors({ Nom: 'A', 'E-mail': 'zoe@example,fr' })).toEqual([
      {
        column: 'E-mail',
        code: 'core.import.row.invalidEmailSuggestion',
        params: { value: 'zoe@example,fr', suggestion: 'zoe@example.fr' },
      },
    ]);
    expect(codes(errors({ Nom: 'A', 'E-mail': 'néant' }))).toEqual(['invalidEmail']);
    expect(
      contact({ Nom: 'A B', 'E-mail': "Zoé <zoe+x@exämple.fr>; siobhan.o'brien@example.ie" })
        .emails,
    ).toHaveLength(2);
  });

  it('C-05 wrong company numbers are refused, contradictions too', () => {
    expect(codes(errors({ Nom: 'A', SIREN: '732829321' }))).toEqual(['invalidSiren']);
    expect(codes(errors({ Nom: 'A', SIRET: '73282932000075' }))).toEqual(['invalidSiret']);
    expect(codes(errors({ Nom: 'A', TVA: 'FR45732829320' }))).toEqual(['invalidVatNumber']);
    expect(codes(errors({ Nom: 'A', SIREN: '552100554', SIRET: '73282932000074' }))).toEqual([
      'sirenMismatch',
    ]);
    expect(contact({ Nom: 'A', TVA: 'fr 44 732 829 320' })).toMatchObject({
      vatNumber: 'FR44732829320',
      siren: '732829320',
    });
  });

  it('C-05 dates: no date, doubtful dates, impossible dates', () => {
    const of = (text: string, more?: Partial<BuildOptions>) =>
      build({ Nom: 'A B', 'Date de naissance': text }, more);
    const birthday = (text: string, more?: Partial<BuildOptions>) => {
      const result = of(text, more);
      return result.ok ? result.value.birthday : 'refused';
    };
    expect(birthday('0/0/00')).toBeNull();
    expect(birthday('29/02/1984')).toBe('1984-02-29');
    expect(birthday('07/04/1976', { dateOrder: 'mdy' })).toBe('1976-07-04');
    expect(birthday('1er janvier 1980')).toBe('1980-01-01');
    expect(codes(of('30/02/1984').warnings)).toEqual(['invalidDate']);
    expect(codes(of('07/04/1976', { isDateOrderSure: false }).warnings)).toEqual(['ambiguousDate']);
  });

  it('C-05 formula-like text stays text and apostrophes that protect it go', () => {
    expect(contact({ Nom: 'A B', Note: '=cmd|calc' }).note).toBe('=cmd|calc');
    expect(contact({ Nom: 'A B', Note: "'=cmd|calc" }).note).toBe('=cmd|calc');
    expect(contact({ Nom: 'A B', Note: '#N/A', Ville: '#REF!' })).toMatchObject({
      note: '',
      addresses: [],
    });
  });

  it('C-05 cells beyond the columns are reported, not lost silently', () => {
    const mapping = mapColumns(['Nom', 'Ville'], [], contactTarget);
    const result = buildContact(['A B', 'Lyon', 'reste'], mapping, options);
    expect(result.warnings).toEqual([
      {
        column: null,
        code: 'core.import.row.tooManyCells',
        params: { count: 1, expected: 2, value: 'reste' },
      },
    ]);
  });

  it('C-05 custom fields are converted by their type', () => {
    const base = { aliases: [], example: '', label: 'x' };
    const target = extendTarget(contactTarget, [
      { ...base, key: 'custom.revenue', type: 'number', aliases: ['CA'] },
      { ...base, key: 'custom.vip', type: 'boolean', aliases: ['VIP'] },
      { ...base, key: 'custom.since', type: 'date', aliases: ['Client depuis'] },
    ]);
    const headers = ['Nom', 'CA', 'VIP', 'Client depuis'];
    const builder = compileContactBuilder(mapColumns(headers, [], target), options, target);
    const good = builder(['A B', '1 234,56', 'oui', '01/02/2020']);
    expect(good.ok && good.value.customFields).toEqual({
      revenue: 1234.56,
      vip: true,
      since: '2020-02-01',
    });
    expect(codes(builder(['A B', 'beaucoup', 'bof', 'hier']).warnings)).toEqual([
      'invalidNumber',
      'invalidBoolean',
      'invalidDate',
    ]);
  });

  it('C-01 two addresses by place, and a birthday in three columns', () => {
    const value = contact({
      Nom: 'A B',
      'Business Street': '1 rue A',
      'Business Street 2': 'Bât. B',
      'Business City': 'Lyon',
      'Home Street': '2 rue C',
      'Home City': 'Nice',
      'Birth Year': '1984',
      'Birth Month': '2',
      'Birth Day': '29',
    });
    expect(value.addresses.map((a) => [a.label, a.street, a.city])).toEqual([
      ['work', '1 rue A\nBât. B', 'Lyon'],
      ['home', '2 rue C', 'Nice'],
    ]);
    expect(value.birthday).toBe('1984-02-29');
  });

  it('C-05 hostile cells neither throw nor hang', () => {
    const long = 60_000;
    const cells = ['@', ' ', ',', ';', '<', "'", ':', '1', 'a', '.', '+', '\t', '(', '-'].map(
      (char) => `a${char.repeat(long)}b`,
    );
    const start = performance.now();
    for (const field of contactTarget.fields) {
      for (const cell of [...cells, ...cells.map((text) => text.slice(0, 9_000))]) {
        const header = field.aliases[0] ?? field.key;
        buildContact(
          [cell, 'A B'],
          mapColumns([header, 'Note'], [[cell, 'A B']], contactTarget),
          options,
        );
      }
    }
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
