import type { Ctx, DemoWorld } from '@socle/plugin-sdk/server';
import { CONTACT, type ContactRole } from '../contacts/contract';
import { type ContactInput, contactInput } from '../contacts/domain/contact-input';
import { addNote } from '../contacts/server/use-cases/add-note';
import { createContact } from '../contacts/server/use-cases/create-contacts';
import { linkContact } from '../contacts/server/use-cases/link-contact';
import {
  CITIES,
  FIRST_NAMES,
  JOBS,
  LAST_NAMES,
  NOTES,
  PLACES,
  STREETS,
  TRADES,
} from './company-data';

const COMPANIES = 90;
const YEAR_DAYS = 365;

/** A year of a lighting workshop's directory: companies, the people there, notes, spread over the year. */
export async function seedDemo(ctx: Ctx, world: DemoWorld): Promise<void> {
  const companies: string[] = [];
  const people: string[] = [];
  for (let i = 0; i < COMPANIES; i += 1) {
    const age = Math.floor(world.random() * YEAR_DAYS);
    await world.at(world.daysAgo(age), async () => {
      const company = companyInput(world);
      const companyId = await createContact(ctx, company);
      companies.push(companyId);
      for (let n = 1 + Math.floor(world.random() * 3); n > 0; n -= 1) {
        people.push(await addPerson(ctx, world, company, companyId));
      }
    });
    const lastPerson = people.at(-1);
    if (lastPerson) await addNotes(ctx, world, lastPerson, age);
  }
  world.made.set(CONTACT, companies);
  world.made.set('core.person', people);
}

async function addPerson(
  ctx: Ctx,
  world: DemoWorld,
  company: ContactInput,
  companyId: string,
): Promise<string> {
  const firstName = world.pick(FIRST_NAMES);
  const lastName = world.pick(LAST_NAMES);
  const jobTitle = world.pick(JOBS);
  const id = await createContact(
    ctx,
    contactInput.parse({
      kind: 'person',
      firstName,
      lastName,
      jobTitle,
      roles: company.roles,
      emails: [
        {
          value: `${slug(firstName)}.${slug(lastName)}@${slug(company.name)}.example`,
          label: 'work',
        },
      ],
      phones: [{ value: phone(world, '+3363998'), label: 'mobile' }],
      tags: world.random() < 0.15 ? ['VIP'] : [],
      ownerId: world.pick(world.members).id,
    }),
  );
  await linkContact(ctx, id, {
    companyId,
    kind: 'works_at',
    role: jobTitle,
    startsOn: null,
    endsOn: null,
  });
  return id;
}

async function addNotes(ctx: Ctx, world: DemoWorld, contactId: string, age: number): Promise<void> {
  for (let left = age; left > 0 && world.random() < 0.6; ) {
    left -= 1 + Math.floor(world.random() * 40);
    if (left <= 0) return;
    await world.at(world.daysAgo(left), () => addNote(ctx, contactId, { text: world.pick(NOTES) }));
  }
}

function companyInput(world: DemoWorld): ContactInput {
  const [pattern, trade] = world.pick(TRADES);
  const [city, postcode, region] = world.pick(CITIES);
  const name = pattern
    .replace('{place}', world.pick(PLACES))
    .replace('{name}', world.pick(LAST_NAMES))
    .replace('{city}', city);
  const siren = validSiren(world);
  return contactInput.parse({
    kind: 'company',
    name,
    roles: [roleOf(world, trade)],
    emails: [{ value: `contact@${slug(name)}.example`, label: 'work' }],
    phones: [{ value: phone(world, '+3319900'), label: 'work' }],
    addresses: [
      {
        label: 'work',
        street: `${1 + Math.floor(world.random() * 120)} ${world.pick(STREETS)}`,
        postalCode:
          postcode.length === 4 ? `${postcode}${1 + Math.floor(world.random() * 9)}` : postcode,
        city,
        region,
        country: 'FR',
      },
    ],
    website: `https://www.${slug(name)}.example`,
    tags: [trade],
    siren,
    vatNumber: `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`,
    ownerId: world.pick(world.members).id,
  });
}

function roleOf(world: DemoWorld, trade: string): ContactRole {
  if (trade === 'fournisseur') return 'supplier';
  if (trade === 'architecture') return 'partner';
  return world.random() < 0.45 ? 'customer' : 'prospect';
}

const slug = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

// Ranges that the regulator keeps free for fiction, so that nobody is ever called.
const phone = (world: DemoWorld, prefix: string): string =>
  prefix + String(Math.floor(world.random() * 10_000)).padStart(4, '0');

/** Nine digits that satisfy the Luhn check, as every SIREN does. */
function validSiren(world: DemoWorld): string {
  const digits = Array.from({ length: 8 }, () => Math.floor(world.random() * 10));
  const sum = digits.reduce(
    (total, digit, i) =>
      total + (i % 2 === 1 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit),
    0,
  );
  return `${digits.join('')}${(10 - (sum % 10)) % 10}`;
}
