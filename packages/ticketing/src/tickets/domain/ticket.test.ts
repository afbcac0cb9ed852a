import { describe, expect, it } from 'vitest';
import { readTicketNumber, ticketInput, ticketNumber } from './ticket';

describe('ticket numbers', () => {
  it('H-02 are read as people write them', () => {
    for (const text of ['T-12', 't-12', 'T12', ' t 12 ', '#12', 'T-0012'])
      expect(readTicketNumber(text), text).toBe(ticketNumber(12));
    for (const text of ['', '12', 'T-', 'T-0', 'T-1.5', 'lampe T-12', 'T-12 lampe'])
      expect(readTicketNumber(text), text).toBeNull();
  });
});

describe('what opens a ticket', () => {
  const contactId = '01936f4e-7c1a-7000-8000-000000000001';
  it('is a subject and a contact; the rest has a default', () => {
    expect(ticketInput.parse({ subject: ' Lampe ', contactId })).toEqual({
      subject: 'Lampe',
      contactId,
      description: '',
      priority: 'normal',
      assigneeId: null,
      customFields: {},
    });
    expect(ticketInput.safeParse({ subject: '  ', contactId }).success).toBe(false);
    expect(ticketInput.safeParse({ subject: 'Lampe', contactId: '12' }).success).toBe(false);
    expect(ticketInput.safeParse({ subject: 'Lampe', contactId, priority: 'max' }).success).toBe(
      false,
    );
  });
});
