import { defineEvent } from '@socle/plugin-sdk';
import type { ContactSnapshot } from '../contacts/contract';

/** A contact that an import had added is gone: the import was undone and nobody had touched it since. */
export const contactRemoved = defineEvent<{ contact: ContactSnapshot; importId: string }>(
  'core.contact.removed',
);
