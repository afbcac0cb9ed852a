import { defineResource } from '@socle/plugin-sdk/server';
import { z } from 'zod';
import { CUSTOMER_TYPES, MENTIONS, PROFILE, VAT_REGIMES } from '../contract';
import { profileInput, profilePatch } from '../domain/profile';
import { createProfile } from './use-cases/create-profile';
import { updateProfile } from './use-cases/update-profile';

/** `/api/v1/billing-profiles`. */
export const profileResource = defineResource({
  name: 'billing-profiles',
  record: PROFILE,
  summary: 'Billing profiles: how contacts are billed',
  output: z.object({
    contactId: z.uuid(),
    legalName: z.string(),
    customerType: z.enum(CUSTOMER_TYPES),
    siren: z.string().nullable(),
    siret: z.string().nullable(),
    vatNumber: z.string().nullable(),
    street: z.string(),
    postalCode: z.string(),
    city: z.string(),
    country: z.string(),
    deliveryAddress: z.string(),
    email: z.string().nullable(),
    paymentDays: z.number().int(),
    isEndOfMonth: z.boolean(),
    vatRegime: z.enum(VAT_REGIMES),
    needsOrderNumber: z.boolean(),
    missing: z.array(z.enum(MENTIONS)),
  }),
  example: {
    legalName: 'Hôtel du Port SAS',
    customerType: 'business',
    siren: '732829320',
    siret: null,
    vatNumber: 'FR44732829320',
    street: '12 quai de la Fosse',
    postalCode: '44000',
    city: 'Nantes',
    country: 'FR',
    deliveryAddress: '',
    email: 'comptabilite@hotel-du-port.example',
    paymentDays: 30,
    isEndOfMonth: false,
    vatRegime: 'standard',
    needsOrderNumber: false,
    missing: [],
  },
  create: { input: profileInput, run: createProfile },
  update: { input: profilePatch, run: updateProfile },
});
