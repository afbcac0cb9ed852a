import { expect, it } from 'vitest';
import { recordStatements } from '../statement-counter';
import { openPage } from './answers';
import { isParametric, pages } from './page-cases';
import { MARKER, type Subject } from './subject';

const FEW = 5;
const MANY = 50;

/** The cost of a list, in statements, is the same however many rows it shows. */
export function describeStatements(open: () => Subject): void {
  it(`§3.17 lists ask the database no more often for ${MANY} rows than for ${FEW}`, async () => {
    const subject = open();
    await subject.seedMore(FEW - 1);
    const few = await counts(subject);
    await subject.seedMore(MANY - FEW);
    const many = await counts(subject);
    for (const [where, statements] of few) {
      const now = many.get(where) ?? [];
      expect(now.length, `${where} with ${MANY} rows: ${now.join('\n')}`).toBe(statements.length);
    }
  }, 120_000);
}

async function counts(subject: Subject): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  const measure = async (where: string, work: () => Promise<unknown>): Promise<void> => {
    // The first call fills caches that every later one finds full.
    await work();
    found.set(where, await recordStatements(work));
  };
  for (const { name } of subject.module.resources ?? []) {
    for (const query of ['?limit=200', `?limit=200&count=true&q=${MARKER.mine}`]) {
      const address = `/${name}${query}`;
      await measure(`GET ${address}`, () => subject.test.api('owner', 'GET', address));
    }
  }
  for (const { route, module } of await pages(subject)) {
    if (!module.loader || isParametric(route)) continue;
    await measure(route.id, () => openPage(subject, 'owner', `/${route.path}`));
  }
  return found;
}
