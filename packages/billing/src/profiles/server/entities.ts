import { type RecordEntity, recordColumns } from '@socle/plugin-sdk/server';
import { EntitySchema } from 'typeorm';
import type { ProfileSnapshot } from '../contract';

export interface ProfileRow extends RecordEntity, ProfileSnapshot {
  id: string;
  deliveryAddress: string;
}

const optional = (name: string) => ({ type: 'text' as const, name, nullable: true });

/** How a contact is billed; one a contact. */
export const Profile = new EntitySchema<ProfileRow>({
  name: 'billing_profile',
  columns: {
    ...recordColumns,
    contactId: { type: 'uuid', name: 'contact_id' },
    legalName: { type: 'text', name: 'legal_name' },
    customerType: { type: 'text', name: 'customer_type' },
    siren: optional('siren'),
    siret: optional('siret'),
    vatNumber: optional('vat_number'),
    street: { type: 'text', default: '' },
    postalCode: { type: 'text', name: 'postal_code', default: '' },
    city: { type: 'text', default: '' },
    country: { type: 'text' },
    deliveryAddress: { type: 'text', name: 'delivery_address', default: '' },
    email: optional('email'),
    paymentDays: { type: 'int', name: 'payment_days' },
    isEndOfMonth: { type: 'boolean', name: 'is_end_of_month', default: false },
    vatRegime: { type: 'text', name: 'vat_regime', default: 'standard' },
    needsOrderNumber: { type: 'boolean', name: 'needs_order_number', default: false },
    missing: { type: 'text', array: true, default: '{}' },
  },
});
