import { createHash } from 'node:crypto';
import { areSameCity, cityOf, companyKey, matchIds, type PlannedRow } from '../domain/chunk-plan';
import type { ImportOptions } from '../domain/import-options';
import type { FoundContacts } from './find-known';
import type { PlanMemory, PlannedChunk } from './plan-chunk';

/**
 * Contacts that earlier chunks of a dry run would have made. Only a digest of each is kept, so that a
 * file of half a million rows fits in memory: a later row that says less than the first one counts as
 * an update here, and as unchanged once it is imported.
 */
export class FileMemory implements PlanMemory {
  readonly #options: ImportOptions;
  readonly #contacts = new Map<string, { digest: string; city: string }[]>();
  /** Name → whether the company is known through its people only. */
  readonly #companies = new Map<string, boolean>();

  constructor(options: ImportOptions) {
    this.#options = options;
  }

  addCompanies(rows: readonly PlannedRow[], known: FoundContacts): void {
    if (this.#companies.size === 0) return;
    for (const { companyName } of rows) {
      const key = companyName === '' ? '' : companyKey(companyName);
      if (this.#companies.has(key) && !known.companies.has(key))
        known.companies.set(key, { id: `planned ${key}`, contact: null });
    }
  }

  recall({ facts }: PlannedRow): 'updated' | 'unchanged' | 'skipped' | null {
    const city = cityOf(facts);
    const found = this.#ids(facts)
      .flatMap((id) => this.#contacts.get(id) ?? [])
      .find((seen) => this.#options.matchKey !== 'name' || areSameCity(seen.city, city));
    if (found) {
      if (this.#options.onMatch === 'skip') return 'skipped';
      return found.digest === digestOf(facts) ? 'unchanged' : 'updated';
    }
    const isEmployer = facts.kind === 'company' && this.#companies.get(companyKey(facts.name));
    return isEmployer ? 'updated' : null;
  }

  /** Remembers what a chunk would have made. */
  keep(chunk: PlannedChunk): void {
    for (const { id, facts, isEmployer } of chunk.contacts) {
      if (id !== null) continue;
      if (facts.kind === 'company') this.#companies.set(companyKey(facts.name), isEmployer);
      const seen = { digest: digestOf(facts), city: cityOf(facts) };
      for (const key of this.#ids(facts)) {
        const others = this.#contacts.get(key);
        if (others) others.push(seen);
        else this.#contacts.set(key, [seen]);
      }
    }
  }

  #ids(facts: PlannedRow['facts']): string[] {
    return matchIds(facts, this.#options).map((id) => `${facts.kind} ${id}`);
  }
}

const digestOf = (facts: PlannedRow['facts']): string =>
  createHash('sha1').update(JSON.stringify(facts)).digest('base64');
