import { describe, expect, it } from 'vitest';
import { concerns, liveTypes } from './live-concern';

const contact = { recordType: 'core.contact', ids: ['c1'] };
const job = { recordType: 'socle.job', ids: ['j1'] };

describe('concerns', () => {
  it('reads a page that says nothing again after any change of a record', () => {
    expect(concerns(contact, { data: [], types: null })).toBe(true);
  });

  it('does not follow every job, only those a page shows', () => {
    expect(concerns(job, { data: [{ name: 'x' }], types: null })).toBe(false);
    expect(concerns(job, { data: [null, { run: { jobs: [{ id: 'j1' }] } }], types: null })).toBe(
      true,
    );
  });

  it('follows the types a page lists, and the records it shows', () => {
    const deals = { data: [{ deal: { contactId: 'c1' } }], types: new Set(['sales.deal']) };
    expect(concerns({ recordType: 'sales.deal', ids: [] }, deals)).toBe(true);
    expect(concerns(contact, deals)).toBe(true);
    expect(concerns({ recordType: 'core.contact', ids: ['c2'] }, deals)).toBe(false);
    expect(concerns({ recordType: 'core.contact', ids: [] }, deals)).toBe(false);
  });

  it('always follows what concerns everybody', () => {
    expect(concerns({ recordType: '*', ids: [] }, { data: [], types: new Set() })).toBe(true);
  });
});

describe('liveTypes', () => {
  it('gathers what the routes of a page declare', () => {
    expect(liveTypes([undefined, { other: 1 }])).toBeNull();
    expect(liveTypes([{ live: ['a'] }, { live: ['b'] }])).toEqual(new Set(['a', 'b']));
    expect(liveTypes([{ live: [] }])).toEqual(new Set());
  });
});
