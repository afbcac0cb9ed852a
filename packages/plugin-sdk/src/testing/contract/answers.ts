import { expect } from 'vitest';
import type { ApiAnswer } from '../test-api';
import type { PageAnswer, PageRequest, Visitor } from '../test-pages';
import { MARKER, type Subject } from './subject';

/** An answer reduced to what can be compared. */
export interface Comparable {
  status: number;
  text: string;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Byte for byte, except for the ids that the request itself brought along or was given. */
export const comparable = ({ status, text }: Comparable): Comparable => ({
  status,
  text: text.replace(UUID, '<id>'),
});

export const ofApi = ({ status, text }: ApiAnswer): Comparable => ({ status, text });

/** Opens a page; a defect counts as the status 500 it would become. */
export async function openPage(
  subject: Subject,
  visitor: Visitor,
  address: string,
  request?: PageRequest,
): Promise<Comparable & { headers: Headers }> {
  const answer: PageAnswer = await subject.test
    .page(visitor, address, request)
    .catch((error: unknown) => ({
      status: 500,
      data: { error: String(error) },
      headers: new Headers(),
    }));
  return {
    status: answer.status,
    text: JSON.stringify(answer.data ?? null),
    headers: answer.headers,
  };
}

/** Nothing of the other workspace may appear in an answer: no text of its records, no id. */
export function expectNoLeak(where: string, text: string): void {
  const lower = text.toLowerCase();
  expect(lower.includes(MARKER.theirs), `${where} shows text of the other workspace: ${text}`).toBe(
    false,
  );
}

/** In an answer that was not asked for these records, not even their ids may appear. */
export function expectNoIds(subject: Subject, where: string, text: string): void {
  for (const id of [...Object.values(subject.theirs), subject.test.other.id])
    expect(text.includes(id), `${where} shows an id of the other workspace`).toBe(false);
}
