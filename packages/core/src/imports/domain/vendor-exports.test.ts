import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  hasSharedData,
  importFile,
  needsSharedData,
  sharedFile,
} from '../reading/read-file.test-support.ts';
import { mapColumns } from './column-mapper.ts';
import { cachedCountryCode } from './contact-draft.ts';
import type { ContactInput } from './contact-input.ts';
import { contactTarget } from './contact-target.ts';
import { parsePhone } from './phones.ts';

type Person = Record<string, string>;
type Field =
  | 'jobTitle'
  | 'email2'
  | 'mobile'
  | 'street'
  | 'postalCode'
  | 'region'
  | 'city'
  | 'birthday'
  | 'note'
  | 'workPhone';

const FOLDER = 'contacts/vendor-exports';
const EVERYTHING: Field[] = [
  'jobTitle',
  'email2',
  'mobile',
  'workPhone',
  'street',
  'postalCode',
  'region',
  'city',
  'birthday',
  'note',
];

// What each format carries: a HubSpot view has no street, Pipedrive no address at all.
const FORMATS: [string, Field[]][] = [
  ['google_new.utf8.csv', EVERYTHING],
  ['outlook_com.windows-1252.csv', EVERYTHING],
  [
    'zoho_contacts.utf8.csv',
    EVERYTHING.filter((field) => field !== 'birthday' && field !== 'email2'),
  ],
  ['hubspot_view.utf8.csv', ['jobTitle', 'workPhone', 'city']],
  ['pipedrive_people.utf8.csv', ['jobTitle', 'email2', 'workPhone', 'mobile']],
  ['contacts-simple.xlsx', ['postalCode', 'birthday']],
];

function expectedBirthday(person: Person, file: string): string | null {
  if (person.birthday !== '07/04/1976') return person.birthday || null;
  // Outlook writes the month first, which its other rows prove; elsewhere the day comes first and a warning says so.
  return file.startsWith('outlook') ? '1976-07-04' : '1976-04-07';
}

function check(contact: ContactInput, person: Person, fields: Field[], file: string): void {
  const country = cachedCountryCode(person.country ?? '');
  const address = contact.addresses[0];
  const has = (field: Field): boolean => fields.includes(field);
  // Without a country column an American number beside a .com address stays as it is written.
  const isKnown = has('city') || person.country !== 'USA';
  const phone = (text = ''): string => (isKnown ? parsePhone(text, country).value : text);
  const numbers = contact.phones.map((entry) => entry.value);
  if (has('jobTitle')) expect(contact.jobTitle).toBe(person.jobTitle);
  if (has('email2')) expect(contact.emails[1]?.value ?? '').toBe(person.email2);
  if (has('workPhone') && person.workPhone) expect(numbers).toContain(phone(person.workPhone));
  if (has('mobile') && person.mobile) {
    const mobile = contact.phones.find((entry) => entry.label === 'mobile');
    expect(mobile?.value).toBe(phone(person.mobile));
  }
  if (has('street')) expect(address?.street ?? '').toBe(person.street);
  if (has('postalCode')) expect(address?.postalCode ?? '').toBe(person.postalCode);
  if (has('region')) expect(address?.region ?? '').toBe(person.region);
  if (has('city')) {
    expect(address?.city ?? '').toBe(person.city);
    expect(address?.country ?? '').toBe(country ?? '');
  }
  if (has('birthday')) expect(contact.birthday).toBe(expectedBirthday(person, file));
  if (has('note')) expect(contact.note).toBe(person.note);
}

describe.skipIf(!hasSharedData)(`C-05 vendor exports${needsSharedData}`, () => {
  const peopleFile = sharedFile(`${FOLDER}/expected-people.json`);
  const people: Person[] = existsSync(peopleFile)
    ? (JSON.parse(readFileSync(peopleFile, 'utf8')) as Person[])
    : [];

  for (const [file, fields] of FORMATS) {
    it(`C-05 C-11 ${file} gives the expected people, field by field`, async () => {
      const { contacts, results } = await importFile(sharedFile(`${FOLDER}/${file}`));
      expect(results.every((result) => result.ok)).toBe(true);
      // The windows-1252 file holds the people who can be written in it.
      const expected = people.filter(
        (person) =>
          !file.includes('1252') || !/[ŁŻ山ễ]/u.test(`${person.firstName}${person.lastName}`),
      );
      expect(contacts.map((contact) => contact.emails[0]?.value)).toEqual(
        expected.map((person) => person.email),
      );
      for (const [index, person] of expected.entries()) {
        const contact = contacts[index];
        if (!contact) throw new Error(`no contact for ${person.email}`);
        const isPerson = person.lastName !== '';
        expect(contact.kind).toBe(isPerson ? 'person' : 'company');
        expect([contact.firstName, contact.lastName]).toEqual([person.firstName, person.lastName]);
        expect(isPerson ? contact.companyName : contact.name).toBe(person.company);
        check(contact, person, fields, file);
      }
    });
  }

  it('C-05 Google lists, groups and labels', async () => {
    const { contacts } = await importFile(sharedFile(`${FOLDER}/google_new.utf8.csv`));
    expect(contacts[0]?.tags).toEqual(['Clients']);
    expect(contacts[1]?.emails.map((email) => email.label)).toEqual(['work', 'home']);
    expect(contacts[9]?.phones.map((phone) => [phone.value, phone.label])).toEqual([
      ['+12025550147', 'work'],
      ['+12025550199', 'mobile'],
    ]);
  });

  it('C-05 HubSpot life-cycle stages become roles, owners and ids are kept', async () => {
    const { contacts } = await importFile(sharedFile(`${FOLDER}/hubspot_view.utf8.csv`));
    expect(contacts.slice(0, 3).map((contact) => contact.roles)).toEqual([
      ['prospect'],
      ['customer'],
      ['prospect'],
    ]);
    expect(contacts[0]).toMatchObject({
      externalId: '90100',
      ownerEmail: 'ines@example.com',
      createdAt: '2024-01-12',
    });
  });

  it('C-05 no header set maps two columns onto one single-valued field', () => {
    const sets = JSON.parse(
      readFileSync(sharedFile(`${FOLDER}/header-sets.json`), 'utf8'),
    ) as Record<string, { columns: string[] }>;
    const single = new Set(
      contactTarget.fields.filter((field) => !field.multiple).map((field) => field.key),
    );
    for (const [vendor, { columns }] of Object.entries(sets)) {
      const mapping = mapColumns(columns, [], contactTarget);
      const used = mapping
        .filter((entry) => entry.fieldKey && single.has(entry.fieldKey))
        .map((entry) => `${entry.fieldKey}|${entry.place}|${entry.slot}`);
      expect(new Set(used).size, vendor).toBe(used.length);
      if (vendor === 'pipedrive_deals') continue;
      const keys = new Set(mapping.map((entry) => entry.fieldKey));
      const isAccounts = vendor === 'salesforce_accounts';
      expect(
        [...(isAccounts ? ['name', 'street'] : ['email', 'companyName'])].filter(
          (key) =>
            !keys.has(key) &&
            !(vendor === 'salesforce_contact_weekly_export' && key === 'companyName'),
        ),
        vendor,
      ).toEqual([]);
    }
  });
});

describe.skipIf(!hasSharedData)(`C-05 address books of mail programs${needsSharedData}`, () => {
  const folder = 'contacts/csv/thunderbird';
  const expected: [string, string[]][] = [
    ['basic_csv_addressbook.csv', ['John|Doe|john@doe.invalid', 'Jane|Doe|jane@doe.invalid']],
    ['csv_semicolon.csv', ['John|Doe|john@doe.invalid', 'Jane|Doe|jane@doe.invalid']],
    ['basic_addressbook.csv', ['John|Doe|johndoe@host.invalid']],
    ['utf16_addressbook.csv', ['John|Doe|johndoe@host.invalid']],
    ['shiftjis_addressbook.csv', ['権兵衛|名無し|名無しの権兵衛@host.invalid']],
  ];
  for (const [file, people] of expected) {
    it(`C-05 Thunderbird ${file}`, async () => {
      const { contacts } = await importFile(sharedFile(`${folder}/${file}`));
      expect(contacts.map((c) => `${c.firstName}|${c.lastName}|${c.emails[0]?.value}`)).toEqual(
        people,
      );
    });
  }

  it('C-01 Thunderbird quote.csv: a display name equal to the organisation is the company', async () => {
    const { contacts } = await importFile(sharedFile(`${folder}/quote.csv`), undefined, 'US');
    expect(contacts[0]).toMatchObject({
      kind: 'company',
      name: 'Acer America',
      phones: [{ raw: '(800) 000-0000' }],
    });
  });

  it('C-05 Google Apps directory file with short rows', async () => {
    const { contacts } = await importFile(
      sharedFile('contacts/csv/google-shared-contacts/outlook.csv'),
    );
    expect(contacts.map((contact) => contact.name)).toEqual([
      'Adam Glacius',
      'Daniel Ireland',
      'Duncan Amey',
    ]);
    expect(contacts[0]?.emails).toHaveLength(3);
    expect(contacts[0]?.addresses.map((address) => address.street)).toContain('8999 Corporate Way');
  });
});
