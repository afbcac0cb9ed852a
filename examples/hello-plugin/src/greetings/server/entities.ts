import { type RecordEntity, recordColumns } from '@socle/plugin-sdk/server';
import { EntitySchema } from 'typeorm';
import type { GreetingLanguage } from '../contract';

export interface GreetingRow extends RecordEntity {
  text: string;
  language: GreetingLanguage;
  contactId: string;
  sentOn: string;
  /** The event that caused it, when nobody wrote it by hand. */
  causeId: string | null;
}

/** A greeting sent to a contact. */
export const Greeting = new EntitySchema<GreetingRow>({
  name: 'hello_greeting',
  columns: {
    ...recordColumns,
    text: { type: 'text' },
    language: { type: 'text' },
    contactId: { type: 'uuid', name: 'contact_id' },
    sentOn: { type: 'date', name: 'sent_on' },
    causeId: { type: 'uuid', name: 'cause_id', nullable: true },
  },
});
