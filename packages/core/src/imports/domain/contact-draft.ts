import type {
  AddressInput,
  ContactInput,
  EmailInput,
  RowIssue,
  RowIssueCode,
} from './contact-input.ts';
import { countryCode } from './countries.ts';
import type { DateOrder } from './dates.ts';

/** A phone kept as text until the row's country is known. */
export interface DraftPhone {
  text: string;
  place: string | null;
  header: string;
}

/** A row while its cells are being read, column by column. */
export class ContactDraft {
  readonly errors: RowIssue[] = [];
  readonly warnings: RowIssue[] = [];
  readonly text: Record<string, string> = {};
  readonly emails: EmailInput[] = [];
  readonly phones: DraftPhone[] = [];
  readonly websites: string[] = [];
  readonly notes: string[] = [];
  readonly tags: string[] = [];
  readonly aliases: string[] = [];
  readonly roles: ContactInput['roles'] = [];
  readonly customFields: ContactInput['customFields'] = {};
  readonly addresses = new Map<string, AddressInput>();
  kind: ContactInput['kind'] | null = null;
  birthday: string | null = null;
  createdAt: string | null = null;
  siren: string | null = null;
  siret: string | null = null;
  vatNumber: string | null = null;
  language: string | null = null;
  ownerEmail: string | null = null;

  error(column: string | null, code: RowIssueCode, params: RowIssue['params'] = {}): void {
    this.errors.push({ column, code: `core.import.row.${code}`, params });
  }

  warn(column: string | null, code: RowIssueCode, params: RowIssue['params'] = {}): void {
    this.warnings.push({ column, code: `core.import.row.${code}`, params });
  }

  /** The address of this place and slot, made on first use. */
  address(place: string | null, slot: number): AddressInput {
    const key = `${place ?? ''}|${slot}`;
    const known = this.addresses.get(key);
    if (known) return known;
    const label = place ?? (slot === 1 ? 'work' : 'other');
    const address = { label, street: '', postalCode: '', city: '', region: '', country: '' };
    this.addresses.set(key, address);
    return address;
  }

  /** ISO-2 of the row's first recognised country, else null. */
  country(): string | null {
    for (const address of this.addresses.values()) {
      if (/^[A-Z]{2}$/.test(address.country)) return address.country;
    }
    return null;
  }
}

/** Settings every column reader needs, resolved once per file. */
export interface ReaderSettings {
  dateOrder: DateOrder;
  isDateOrderSure: boolean;
}

const knownCountries = new Map<string, string | null>();

/** `countryCode` with a memory: a file repeats a few names thousands of times. */
export function cachedCountryCode(name: string): string | null {
  const known = knownCountries.get(name);
  if (known !== undefined) return known;
  const code = countryCode(name);
  if (knownCountries.size > 5000) knownCountries.clear();
  knownCountries.set(name, code);
  return code;
}
