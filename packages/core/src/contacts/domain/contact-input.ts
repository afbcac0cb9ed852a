import {
  zOptionalDate,
  zOptionalId,
  zOptionalText,
  zRequiredText,
  zText,
} from '@socle/plugin-sdk/validation';
import { z } from 'zod';
import { CONTACT_ROLES } from '../contract';

const isEmail = (text: string): boolean =>
  text.length <= 254 && /^[^\s@"(),:;<>[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/u.test(text);

// A form always posts its empty last row; it is not a value.
const labelled = (value: z.ZodType<string>) =>
  z.preprocess(
    (rows) =>
      Array.isArray(rows)
        ? rows.filter(
            (row) =>
              typeof row !== 'object' || row === null || (row as { value?: unknown }).value !== '',
          )
        : (rows ?? []),
    z.array(z.object({ value, label: zText(40).default('') })).max(30),
  );

const address = z.object({
  label: zText(40).default(''),
  street: zText(500).default(''),
  postalCode: zText(20).default(''),
  city: zText(120).default(''),
  region: zText(120).default(''),
  country: zText(60).default(''),
});

const words = (maxItems: number, maxLength: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',') : (value ?? [])),
    z
      .array(zText(maxLength))
      .max(maxItems)
      .transform((items) => [...new Set(items.filter(Boolean))]),
  );

const fields = {
  name: zText(300).default(''),
  firstName: zText(150).default(''),
  lastName: zText(150).default(''),
  jobTitle: zText(150).default(''),
  roles: z.preprocess(
    // A form posts an empty one, so that the last role can be taken away.
    (value) => (Array.isArray(value) ? value.filter((role) => role !== '') : value || []),
    z.array(z.enum(CONTACT_ROLES)).max(10),
  ),
  emails: labelled(zRequiredText(254).refine(isEmail, { error: 'error.format.email' })),
  phones: labelled(zRequiredText(50)),
  addresses: z.preprocess(
    (rows) =>
      Array.isArray(rows)
        ? rows.filter(
            (row) =>
              typeof row !== 'object' ||
              row === null ||
              Object.entries(row).some(([key, v]) => key !== 'label' && v !== ''),
          )
        : (rows ?? []),
    z.array(address).max(20),
  ),
  website: zOptionalText(500),
  tags: words(50, 60),
  birthday: zOptionalDate(),
  language: zOptionalText(20),
  siren: zOptionalText(20),
  siret: zOptionalText(20),
  vatNumber: zOptionalText(30),
  externalId: zOptionalText(200),
  aliases: words(20, 300),
  ownerId: zOptionalId(),
  customFields: z.record(z.string(), z.unknown()).default({}),
};

/** What makes a contact. A person needs a name or an e-mail, a company a name. */
export const contactInput = z
  .object({ kind: z.enum(['person', 'company']), ...fields })
  .refine(
    (c) =>
      c.kind === 'company' || `${c.firstName}${c.lastName}${c.name}` !== '' || c.emails.length > 0,
    {
      path: ['lastName'],
      error: 'core.contact.error.noName',
    },
  )
  .refine((c) => c.kind === 'person' || c.name !== '', {
    path: ['name'],
    error: 'core.contact.error.noCompanyName',
  });

export type ContactInput = z.output<typeof contactInput>;

const unchanged = Object.fromEntries(
  Object.entries(fields).map(([name, schema]) => [
    name,
    z.optional(schema instanceof z.ZodDefault ? schema.removeDefault() : schema),
  ]),
) as unknown as { [K in keyof typeof fields]: z.ZodOptional<(typeof fields)[K]> };

/** Changes to a contact: what is left out stays as it is. */
export const contactPatch = z.strictObject(unchanged).partial();

export type ContactPatch = z.output<typeof contactPatch>;
