import {
  defineEvent,
  defineGuardPoint,
  definePort,
  defineSlot,
  type Refusal,
} from '@socle/plugin-sdk';

/** Record type of people and companies. */
export const CONTACT = 'core.contact';

export type ContactKind = 'person' | 'company';

/** What a contact is to the company; any number at once (C-01). */
export const CONTACT_ROLES = [
  'prospect',
  'customer',
  'supplier',
  'partner',
  'employee',
  'competitor',
] as const;
export type ContactRole = (typeof CONTACT_ROLES)[number];

/** A contact as events carry it: enough to act on without reading it again. */
export interface ContactSnapshot {
  id: string;
  kind: ContactKind;
  name: string;
  roles: ContactRole[];
  emails: string[];
  ownerId: string | null;
}

/** A person or a company was added, by hand, by the API or by an import. */
export const contactCreated = defineEvent<{ contact: ContactSnapshot; importId: string | null }>(
  'core.contact.created',
);

/** Fields of a contact changed; `changed` names them. */
export const contactUpdated = defineEvent<{ contact: ContactSnapshot; changed: string[] }>(
  'core.contact.updated',
);

/** A contact was put away. Nothing is deleted; it can be restored. */
export const contactArchived = defineEvent<{ contact: ContactSnapshot }>('core.contact.archived');

/** A contact came back from the archive. */
export const contactRestored = defineEvent<{ contact: ContactSnapshot }>('core.contact.restored');

/** Someone wrote a note on a contact. `text` is plain text. */
export const noteAdded = defineEvent<{ noteId: string; contactId: string; text: string }>(
  'core.note.added',
);

/** Asked before a contact is archived; a module refuses while it still needs it. */
export const contactArchiving = defineGuardPoint<{ contactId: string }>('core.contact.archiving');

/**
 * A guard's answer to `contactArchiving` while records need the contact: `seen` with the names of those the
 * actor may see, else `unseen`, which must not tell which they are; null when nothing needs it.
 */
export async function neededBy(
  ctx: { unrestricted<T>(work: () => Promise<T>): Promise<T> },
  findNames: () => Promise<readonly string[]>,
  refusals: { seen: (names: string) => Refusal; unseen: Refusal },
): Promise<Refusal | null> {
  if ((await ctx.unrestricted(findNames)).length === 0) return null;
  const names = await findNames();
  return names.length > 0 ? refusals.seen(names.join(', ')) : refusals.unseen;
}

/** The right-hand side of a contact's page: what other modules know of the contact. */
export const contactPanels = defineSlot<{ contactId: string; kind: ContactKind }>(
  'core.contact.panels',
);

/** Finds and names contacts for modules at the right. */
export interface ContactDirectory {
  /** Names by id; unknown and invisible ones are left out. */
  names(ids: readonly string[]): Promise<Map<string, string>>;
  /** Contacts holding an e-mail address, exactly, whatever its case. */
  findByEmail(address: string): Promise<{ id: string; name: string }[]>;
}

export const contactDirectory = definePort<ContactDirectory>('core.contactDirectory');
