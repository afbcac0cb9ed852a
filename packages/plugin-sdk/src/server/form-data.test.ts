import { describe, expect, it } from 'vitest';
import { readForm } from './form-data';

describe('readForm', () => {
  it('nests names with paths and drops the holes of removed rows', () => {
    const form = readForm([
      ['emails[0].value', 'a@x.fr'],
      ['emails[2].value', 'c@x.fr'],
      ['emails[2].label', 'work'],
      ['roles[]', ''],
      ['roles[]', 'customer'],
    ]);
    expect(form).toEqual({
      emails: [{ value: 'a@x.fr' }, { value: 'c@x.fr', label: 'work' }],
      roles: ['', 'customer'],
    });
  });

  it('keeps the choice of a picker, whatever was typed in it', () => {
    const form = readForm([
      ['contactId', 'the-id'],
      ['contactId.text', 'Lefèvre'],
    ]);
    expect(form).toEqual({ contactId: 'the-id' });
  });

  it('cannot be made to touch prototypes', () => {
    readForm([
      ['__proto__.polluted', 'yes'],
      ['constructor.prototype.polluted', 'yes'],
    ]);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});
