import type { CustomField } from '@socle/plugin-sdk';
import {
  DescriptionList,
  type Fact,
  Inline,
  Panel,
  Stack,
  Tag,
  Time,
  useLocale,
  useT,
} from '@socle/plugin-sdk/web';
import { type Address, type ContactFacts, displayPhone } from '../../domain/contact';

interface Props {
  contact: ContactFacts & { customFields: Record<string, unknown>; updatedAt: Date | string };
  customFields: readonly CustomField[];
  owner: string | null;
}

/** Who or what the contact is. Empty facts are left out. */
export function ContactFactsPanel({ contact, customFields, owner }: Props) {
  const t = useT();
  const { locale } = useLocale();
  const text = (key: keyof ContactFacts): Fact | null => {
    const value = contact[key];
    return typeof value === 'string' && value !== ''
      ? { key, label: t(`core.contact.${key}`), value }
      : null;
  };
  const facts = [
    text('jobTitle'),
    ...contact.emails.map((email, i) =>
      labelled(`email${i}`, t('core.contact.email'), email.value, `mailto:${email.value}`),
    ),
    ...contact.phones.map((phone, i) =>
      labelled(
        `phone${i}`,
        t('core.contact.phone'),
        displayPhone(phone.value),
        `tel:${phone.value.replace(/\s/g, '')}`,
      ),
    ),
    ...contact.addresses.map((address, i) => ({
      key: `address${i}`,
      label: t('core.contact.address'),
      value: <AddressLines address={address} locale={locale} />,
    })),
    contact.website
      ? {
          key: 'website',
          label: t('core.contact.website'),
          value: <WebsiteLink url={contact.website} />,
        }
      : null,
    contact.roles.length > 0
      ? {
          key: 'roles',
          label: t('core.contact.roles'),
          value: contact.roles.map((role) => t(`core.contact.role.${role}`)).join(', '),
        }
      : null,
    contact.birthday
      ? {
          key: 'birthday',
          label: t('core.contact.birthday'),
          value: <Time at={`${contact.birthday}T12:00:00Z`} mode="date" />,
        }
      : null,
    text('siren'),
    text('siret'),
    text('vatNumber'),
    text('language'),
    text('externalId'),
    contact.aliases.length > 0
      ? { key: 'aliases', label: t('core.contact.aliases'), value: contact.aliases.join(' · ') }
      : null,
    owner ? { key: 'owner', label: t('core.contact.owner'), value: owner } : null,
    ...customFields.map((field) => customFact(field, contact.customFields[field.key], t)),
  ].filter((fact): fact is Fact => fact !== null);
  return (
    <Panel title={t('core.contact.details')}>
      <Stack>
        <DescriptionList facts={facts} />
        {contact.tags.length > 0 && (
          <Inline>
            {contact.tags.map((tag) => (
              <Tag key={tag} to={`/contacts?tag=${encodeURIComponent(tag)}`}>
                {tag}
              </Tag>
            ))}
          </Inline>
        )}
      </Stack>
    </Panel>
  );
}

const linkLook = 'text-accent-text underline-offset-2 hover:underline break-words';

const labelled = (key: string, label: string, shown: string, href: string): Fact => ({
  key,
  label,
  value: (
    <a href={href} className={linkLook}>
      {shown}
    </a>
  ),
});

function AddressLines({ address, locale }: { address: Address; locale: string }) {
  const lines = [
    ...address.street.split('\n'),
    `${address.postalCode} ${address.city}`.trim(),
    address.region,
    countryName(address.country, locale),
  ];
  return (
    <address className="not-italic">
      {[...new Set(lines.filter(Boolean))].map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}

function countryName(country: string, locale: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return country;
  return new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
}

// Only http addresses become links: anything else could be a script.
function WebsiteLink({ url }: { url: string }) {
  const href = /^https?:\/\//i.test(url) ? url : `https://${url}`;
  return (
    <a href={href} rel="noreferrer noopener" target="_blank" className={linkLook}>
      {url.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')}
    </a>
  );
}

function customFact(field: CustomField, value: unknown, t: ReturnType<typeof useT>): Fact | null {
  if (value === undefined || value === null || value === '') return null;
  const shown = value === true ? t('ui.yes') : value === false ? t('ui.no') : String(value);
  return {
    key: `custom ${field.key}`,
    label: field.label,
    value: field.type === 'date' ? <Time at={`${shown}T12:00:00Z`} mode="date" /> : shown,
  };
}
