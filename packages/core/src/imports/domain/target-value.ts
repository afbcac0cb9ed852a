import type { ColumnMapping, ImportField } from './import-target.ts';

type Target = Pick<ColumnMapping, 'fieldKey' | 'place' | 'slot'>;

/** What a column feeds as one word of a form: `phone|mobile|1`; empty when it is left out. */
export const targetValue = ({ fieldKey, place, slot }: Target): string =>
  fieldKey === null ? '' : `${fieldKey}|${place ?? ''}|${slot}`;

/** The reverse of `targetValue`; null for an empty value. A bare field key is accepted too. */
export function parseTargetValue(value: string): Target | null {
  const [fieldKey = '', place = '', slot = ''] = value.split('|');
  if (fieldKey === '') return null;
  const number = Number(slot);
  return {
    fieldKey,
    place: place === '' ? null : place.slice(0, 40),
    slot: Number.isInteger(number) && number >= 1 && number <= 99 ? number : 1,
  };
}

/** The places a field is offered for by name: a phone may be a mobile, a street cannot be a fax. */
export function placesOf(field: ImportField): readonly (string | null)[] {
  if (!field.hasPlace) return [null];
  if (field.type === 'phone') return [null, 'work', 'mobile', 'home', 'fax'];
  return [null, 'work', 'home'];
}
