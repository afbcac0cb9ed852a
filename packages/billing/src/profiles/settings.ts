import type { SettingField } from '@socle/plugin-sdk';

const line = <const N extends string>(name: N, maxLength: number) =>
  ({
    type: 'text',
    label: `billing.setting.${name}`,
    hint: `billing.setting.${name}.hint`,
    default: '',
    maxLength,
  }) as const satisfies SettingField;

/** The seller's own identity, and the term that applies unless a customer has another. */
export const sellerSettings = {
  sellerName: line('sellerName', 200),
  sellerSiren: line('sellerSiren', 20),
  sellerVatNumber: line('sellerVatNumber', 30),
  sellerAddress: line('sellerAddress', 300),
  sellerRegistration: line('sellerRegistration', 200),
  paymentDays: {
    type: 'number',
    label: 'billing.setting.paymentDays',
    hint: 'billing.setting.paymentDays.hint',
    default: 30,
    min: 0,
    max: 60,
  },
} as const satisfies Record<string, SettingField>;
