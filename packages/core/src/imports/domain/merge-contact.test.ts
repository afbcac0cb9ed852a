import { describe, expect, it } from 'vitest';
import { contactInput } from '../../contacts/domain/contact-input.ts';
import { mergeContact } from './merge-contact.ts';

const contact = (input: Record<string, unknown>) =>
  contactInput.parse({ kind: 'person', ...input });

describe('C-05 a stored contact with what a row says', () => {
  it('replaces what is given, keeps what is not, and adds to lists', () => {
    const merged = mergeContact(
      contact({
        firstName: 'Anna',
        lastName: 'Bo',
        jobTitle: 'Vendeuse',
        website: 'https://a.example',
        phones: [{ value: '+33612345678', label: 'mobile' }],
        tags: ['vip'],
        customFields: { a: '1', b: '2' },
      }),
      contact({
        firstName: 'Anna',
        lastName: 'Bo-Martin',
        phones: [
          { value: '+33 6 12 34 56 78', label: 'work' },
          { value: '+33199001234', label: 'work' },
        ],
        tags: ['salon', 'vip'],
        customFields: { b: '3' },
      }),
    );
    expect(merged).toMatchObject({
      name: 'Anna Bo-Martin',
      jobTitle: 'Vendeuse',
      website: 'https://a.example',
      tags: ['vip', 'salon'],
      customFields: { a: '1', b: '3' },
    });
    expect(merged.phones.map((phone) => phone.value)).toEqual(['+33612345678', '+33199001234']);
  });

  it('never names anybody after an address', () => {
    const stored = contact({ name: 'Le Chef', emails: [{ value: 'chef@x.fr', label: 'work' }] });
    const given = contact({ name: 'chef@x.fr', emails: [{ value: 'chef@x.fr', label: 'work' }] });
    expect(mergeContact(stored, given).name).toBe('Le Chef');
  });

  it('takes an address written with fewer parts for the same one', () => {
    const lyon = { label: 'work', street: '8 rue de l’Église', postalCode: '69002', city: 'Lyon' };
    const stored = contact({ lastName: 'Bo', addresses: [{ ...lyon, street: '', country: 'FR' }] });
    const merged = mergeContact(
      stored,
      contact({
        lastName: 'Bo',
        addresses: [
          { ...lyon, city: 'LYON' },
          { label: 'home', city: 'Lille' },
        ],
      }),
    );
    expect(merged.addresses).toMatchObject([{ ...lyon, country: 'FR' }, { city: 'Lille' }]);
    expect(mergeContact(merged, stored)).toEqual(merged);
  });
});
