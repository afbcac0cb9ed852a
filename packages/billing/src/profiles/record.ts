import type { RecordDefinition } from '@socle/plugin-sdk';
import { CUSTOMER_TYPES, VAT_REGIMES } from './contract';

const label = <const N extends string>(name: N) => `billing.profile.${name}` as const;

/** What the lists, the filters and the API know of a billing profile. */
export const profileRecord = {
  table: 'billing_profile',
  label: 'billing.profile.one',
  labelPlural: 'billing.profile.many',
  icon: 'receipt',
  path: '/billing/profiles/:id',
  title: 'legalName',
  subtitle: 'city',
  defaultSort: 'legalName',
  customFields: true,
  permissions: {
    read: 'billing.profile.read',
    create: 'billing.profile.create',
    update: 'billing.profile.update',
  },
  fields: {
    contactId: {
      column: 'contact_id',
      type: 'reference',
      label: label('contact'),
      filter: true,
      required: true,
      to: 'core.contact',
    },
    legalName: {
      column: 'legal_name',
      type: 'text',
      label: label('legalName'),
      filter: true,
      sort: true,
      required: true,
    },
    customerType: {
      column: 'customer_type',
      type: 'select',
      label: label('customerType'),
      filter: true,
      required: true,
      options: CUSTOMER_TYPES.map((value) => ({ value, label: `billing.customerType.${value}` })),
    },
    siren: { column: 'siren', type: 'text', label: label('siren'), filter: true },
    siret: { column: 'siret', type: 'text', label: label('siret') },
    vatNumber: { column: 'vat_number', type: 'text', label: label('vatNumber') },
    street: { column: 'street', type: 'longText', label: label('street') },
    postalCode: { column: 'postal_code', type: 'text', label: label('postalCode') },
    city: { column: 'city', type: 'text', label: label('city') },
    country: { column: 'country', type: 'text', label: label('country'), filter: true },
    deliveryAddress: {
      column: 'delivery_address',
      type: 'longText',
      label: label('deliveryAddress'),
    },
    email: { column: 'email', type: 'email', label: label('email') },
    paymentDays: { column: 'payment_days', type: 'number', label: label('paymentDays') },
    isEndOfMonth: { column: 'is_end_of_month', type: 'boolean', label: label('isEndOfMonth') },
    vatRegime: {
      column: 'vat_regime',
      type: 'select',
      label: label('vatRegime'),
      filter: true,
      required: true,
      options: VAT_REGIMES.map((value) => ({ value, label: `billing.vatRegime.${value}` })),
    },
    needsOrderNumber: {
      column: 'needs_order_number',
      type: 'boolean',
      label: label('needsOrderNumber'),
    },
    missing: { column: 'missing', type: 'tags', label: label('missing'), filter: true },
  },
} as const satisfies RecordDefinition;
