import { describe, expect, it } from 'vitest';
import { detectVendor, isHeaderOf, mapColumns } from './column-mapper.ts';
import { contactTarget } from './contact-target.ts';
import { parseHeader, placeFromLabel } from './header-parser.ts';

function fieldsOf(headers: string[], rows: string[][] = []): (string | null)[] {
  return mapColumns(headers, rows, contactTarget).map((entry) => entry.fieldKey);
}

describe('C-05 column mapping', () => {
  it('C-05 ignores case, accents and punctuation', () => {
    expect(
      fieldsOf(['PRENOM', 'Nom_de_famille', 'N° SIRET', 'Tél. portable', 'E-Mail', 'CODE-POSTAL']),
    ).toEqual(['firstName', 'lastName', 'siret', 'phone', 'email', 'postalCode']);
  });

  it('C-05 reads German and Spanish headers', () => {
    expect(fieldsOf(['Vorname', 'Nachname', 'Firma', 'PLZ', 'Ort', 'Straße'])).toEqual([
      'firstName',
      'lastName',
      'companyName',
      'postalCode',
      'city',
      'street',
    ]);
    expect(
      fieldsOf(['Nombre', 'Apellidos', 'Empresa', 'Correo electrónico', 'Código postal']),
    ).toEqual(['name', 'lastName', 'companyName', 'email', 'postalCode']);
  });

  it('C-05 “Nom” is the last name beside a first name, else the whole name', () => {
    expect(fieldsOf(['Nom', 'Prénom'])).toEqual(['lastName', 'firstName']);
    expect(fieldsOf(['Nom', 'Ville'])).toEqual(['name', 'city']);
    expect(fieldsOf(['Name', 'Given Name', 'Family Name'])).toEqual([
      'name',
      'firstName',
      'lastName',
    ]);
  });

  it('C-05 numbered families take their label columns', () => {
    const mapping = mapColumns(
      [
        'E-mail 1 - Label',
        'E-mail 1 - Value',
        'E-mail 2 - Label',
        'E-mail 2 - Value',
        'Address 1 - Label',
        'Address 1 - City',
      ],
      [],
      contactTarget,
    );
    expect(mapping.map((entry) => [entry.fieldKey, entry.slot, entry.placeColumn])).toEqual([
      [null, 1, null],
      ['email', 1, 0],
      [null, 1, null],
      ['email', 2, 2],
      [null, 1, null],
      ['city', 1, 4],
    ]);
  });

  it('C-05 never gives one single-valued field two columns', () => {
    const mapping = mapColumns(
      ['Ville', 'City', 'Adresse', 'Rue', 'SIRET', 'N° SIRET'],
      [],
      contactTarget,
    );
    expect(mapping.map((entry) => entry.fieldKey)).toEqual([
      'city',
      null,
      null,
      'street',
      'siret',
      null,
    ]);
    expect(mapping.map((entry) => entry.reason)).toEqual([
      'alias',
      'taken',
      'taken',
      'alias',
      'alias',
      'taken',
    ]);
  });

  it('C-05 a column that only values can tell', () => {
    const rows = [
      ['zoe@example.fr', '73282932000074', '01 99 00 12 34', '12.5'],
      ['jean@example.fr', '73282932000074', '+33 1 99 00 12 35', '13.5'],
      ['', '73282932000074', '0199001236', '1'],
    ];
    expect(fieldsOf(['A', 'B', 'C', 'D'], rows)).toEqual(['email', 'siret', 'phone', null]);
  });

  it('C-05 knows vendors and what their words mean', () => {
    const outlook = [
      'Title',
      'First Name',
      'E-mail Address',
      'E-mail 2 Address',
      'Business Phone',
      'Job Title',
    ];
    expect(detectVendor(outlook, contactTarget.vendors)?.vendor).toBe('outlook');
    expect(fieldsOf(outlook)).toEqual([null, 'firstName', 'email', 'email', 'phone', 'jobTitle']);
    expect(fieldsOf(['Record Id', 'Account Name', 'Mailing Street', 'Title'])).toEqual([
      'externalId',
      'companyName',
      'street',
      'jobTitle',
    ]);
  });

  it('C-05 leaves look-alikes alone', () => {
    expect(
      fieldsOf([
        'Email Opt Out',
        'Email Domain',
        "Assistant's Phone",
        "Manager's Name",
        'Deal - Title',
      ]),
    ).toEqual([null, null, null, null, null]);
  });

  it('C-05 recognises a header for the header-row search', () => {
    const isHeader = isHeaderOf(contactTarget);
    expect(['Prénom', 'Business Phone 2', 'Adresse 2'].every(isHeader)).toBe(true);
    expect(['Export du 12 mars', 'zoe@example.fr', ''].some(isHeader)).toBe(false);
  });

  it('C-05 takes header names and labels apart', () => {
    expect(parseHeader('Business Fax')).toMatchObject({ place: 'fax' });
    expect(parseHeader('MailingPostalCode')).toMatchObject({ rest: 'postal code', place: 'work' });
    expect(parseHeader('Adresse 2')).toMatchObject({ number: 2, isNumberLast: true });
    expect(placeFromLabel('* Work')).toBe('work');
    expect(placeFromLabel('Télécopie bureau')).toBe('fax');
    expect(placeFromLabel('Chalet')).toBe('Chalet');
    expect(placeFromLabel('')).toBeNull();
  });
});
