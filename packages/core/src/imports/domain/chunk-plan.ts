import type { ContactKind } from '../../contacts/contract.ts';
import { type ContactFacts, changedFields, contactKeys } from '../../contacts/domain/contact.ts';
import type { ContactInput } from '../../contacts/domain/contact-input.ts';
import type { RowIssue } from './contact-input.ts';
import type { ImportOptions } from './import-options.ts';
import { mergeContact } from './merge-contact.ts';
import { normalizeText } from './normalize.ts';
import { employerContact } from './to-contact.ts';

/** A contact that rows of a chunk are about: stored already (`stored`), or to be created. */
export interface PlannedContact {
  /** Null until it is created. */
  id: string | null;
  stored: ContactInput | null;
  facts: ContactInput;
  /** Made because people of the file work there, not because a row describes it. */
  isEmployer: boolean;
  firstLine: number;
  /** Lines that describe it, in order. */
  lines: number[];
  /** YYYY-MM-DD, when the file says since when the contact is known. */
  createdOn: string | null;
  notes: { line: number; text: string }[];
  jobs: { line: number; role: string; company: PlannedContact }[];
}

/** A row read without fault. */
export interface PlannedRow {
  line: number;
  facts: ContactInput;
  companyName: string;
  createdOn: string | null;
  note: string;
}

export type RowOutcome = 'created' | 'updated' | 'unchanged' | 'skipped';

/** A stored contact as the plan needs it. */
export interface StoredContact {
  id: string;
  facts: ContactInput;
  notes: ReadonlySet<string>;
  /** Companies the person works at now. */
  companyIds: ReadonlySet<string>;
}

/** What is stored already that rows of the chunk may be about. */
export interface KnownContacts {
  /** `matchId` → contacts holding that key, oldest first. */
  byKey: ReadonlyMap<string, readonly StoredContact[]>;
  /** `companyKey` → the oldest company of that name; `contact` when this import made it as an employer. */
  companies: ReadonlyMap<string, { id: string; contact: StoredContact | null }>;
}

/** Decides, row after row, what a chunk does to the contacts. Pure: nothing is read or written here. */
export class ChunkPlan {
  readonly contacts: PlannedContact[] = [];
  readonly #options: ImportOptions;
  readonly #mayAddEmployers: boolean;
  readonly #known: KnownContacts;
  readonly #byKey = new Map<string, PlannedContact[]>();
  readonly #byId = new Map<string, PlannedContact>();
  readonly #storedById = new Map<string, StoredContact>();
  readonly #companies = new Map<string, PlannedContact>();

  constructor(options: ImportOptions, known: KnownContacts, mayAddEmployers: boolean) {
    this.#options = options;
    this.#known = known;
    this.#mayAddEmployers = mayAddEmployers;
  }

  /** Plans one row. `refuse` has a last word on the contact as it would be written. */
  add(row: PlannedRow, refuse: (facts: ContactInput) => RowIssue[]): RowOutcome | RowIssue[] {
    const match = this.#match(row.facts) ?? this.#employer(row.facts);
    if (match && !match.isEmployer && this.#options.onMatch === 'skip') return 'skipped';
    const facts = match ? mergeContact(match.facts, row.facts) : row.facts;
    const issues = refuse(facts);
    if (issues.length > 0) return issues;
    const contact = match ?? this.#create(facts, row.line, false);
    const isChanged = match ? changedFields(match.facts, facts).length > 0 : true;
    contact.facts = facts;
    contact.createdOn ??= match ? null : row.createdOn;
    const isNoted = this.#note(contact, row);
    const isLinked = this.#link(contact, row);
    this.#index(contact);
    if (isChanged) contact.lines.push(row.line);
    if (!match) return 'created';
    return isChanged || isNoted || isLinked ? 'updated' : 'unchanged';
  }

  #match(facts: ContactInput): PlannedContact | null {
    for (const id of matchIds(facts, this.#options)) {
      for (const stored of this.#known.byKey.get(id) ?? []) {
        if (isSameContact(stored.facts, facts, this.#options)) return this.#open(stored);
      }
      const planned = this.#byKey
        .get(id)
        ?.find((contact) => isSameContact(contact.facts, facts, this.#options));
      if (planned) return planned;
    }
    return null;
  }

  // A company's own row completes the bare company that its people brought in before.
  #employer(facts: ContactInput): PlannedContact | null {
    if (facts.kind !== 'company') return null;
    const key = companyKey(facts.name);
    const planned = this.#companies.get(key);
    if (planned?.isEmployer) return planned;
    const known = this.#known.companies.get(key)?.contact;
    if (!known) return null;
    const contact = this.#open(known);
    contact.isEmployer = true;
    return contact;
  }

  #open(stored: StoredContact): PlannedContact {
    const known = this.#byId.get(stored.id);
    if (known) return known;
    const contact = emptyContact(stored.facts, stored.id);
    contact.stored = stored.facts;
    this.#byId.set(stored.id, contact);
    this.#storedById.set(stored.id, stored);
    this.contacts.push(contact);
    return contact;
  }

  #create(facts: ContactInput, line: number, isEmployer: boolean): PlannedContact {
    const contact = { ...emptyContact(facts, null), isEmployer, firstLine: line };
    this.contacts.push(contact);
    if (facts.kind === 'company') this.#companies.set(companyKey(facts.name), contact);
    return contact;
  }

  #index(contact: PlannedContact): void {
    for (const id of matchIds(contact.facts, this.#options)) {
      const holders = this.#byKey.get(id) ?? [];
      if (!holders.includes(contact)) this.#byKey.set(id, [...holders, contact]);
    }
  }

  #note(contact: PlannedContact, row: PlannedRow): boolean {
    if (row.note === '') return false;
    const isKnown =
      contact.notes.some((note) => note.text === row.note) ||
      (contact.id !== null && this.#storedById.get(contact.id)?.notes.has(row.note));
    if (!isKnown) contact.notes.push({ line: row.line, text: row.note });
    return !isKnown;
  }

  #link(contact: PlannedContact, row: PlannedRow): boolean {
    if (contact.facts.kind !== 'person' || row.companyName === '') return false;
    const company = this.#company(row);
    if (!company) return false;
    const isKnown =
      contact.jobs.some((job) => job.company === company) ||
      (contact.id !== null &&
        company.id !== null &&
        this.#storedById.get(contact.id)?.companyIds.has(company.id));
    if (!isKnown) contact.jobs.push({ line: row.line, role: row.facts.jobTitle, company });
    return !isKnown;
  }

  #company(row: PlannedRow): PlannedContact | null {
    const key = companyKey(row.companyName);
    const planned = this.#companies.get(key);
    if (planned) return planned;
    const known = this.#known.companies.get(key);
    if (known) {
      const company = this.#byId.get(known.id) ?? emptyContact(row.facts, known.id);
      this.#companies.set(key, company);
      return company;
    }
    if (!this.#mayAddEmployers) return null;
    return this.#create(
      employerContact(row.companyName, { ownerId: null, tags: this.#options.tags }),
      row.line,
      true,
    );
  }
}

function emptyContact(facts: ContactInput, id: string | null): PlannedContact {
  return {
    id,
    stored: null,
    facts,
    isEmployer: false,
    firstLine: 0,
    lines: [],
    createdOn: null,
    notes: [],
    jobs: [],
  };
}

/** Under what a contact is looked up when the import recognises contacts by `matchKey`. */
export function matchIds(facts: ContactFacts, options: ImportOptions): string[] {
  const kind = keyKind(options);
  return contactKeys(facts)
    .filter((key) => key.kind === kind)
    .map((key) => key.value);
}

/** The kind of stored key an import looks for, or null when every row makes a contact. */
export function keyKind(options: ImportOptions): 'email' | 'siret' | 'external' | 'name' | null {
  if (options.onMatch === 'create' || options.matchKey === 'none') return null;
  return options.matchKey === 'externalId' ? 'external' : options.matchKey;
}

/** A company's name as it is compared with the stored key of kind `name`. */
export const companyKey = (name: string): string =>
  contactKeys({ ...NAMELESS, name }).find((key) => key.kind === 'name')?.value ?? '';

const NAMELESS: ContactFacts = employerContact('', { ownerId: null, tags: [] });

// A person and a company may share an address; two people of one name in two towns are two people.
function isSameContact(
  known: { kind: ContactKind; addresses: ContactInput['addresses'] },
  given: ContactInput,
  options: ImportOptions,
): boolean {
  if (known.kind !== given.kind) return false;
  if (options.matchKey !== 'name') return true;
  return areSameCity(cityOf(known), cityOf(given));
}

/** Whether two contacts may live in the same town: also when one of them does not say. */
export const areSameCity = (a: string, b: string): boolean => a === '' || b === '' || a === b;

/** A contact's town in a comparable form. */
export const cityOf = (contact: Pick<ContactInput, 'addresses'>): string =>
  normalizeText(contact.addresses.find((address) => address.city !== '')?.city ?? '');
