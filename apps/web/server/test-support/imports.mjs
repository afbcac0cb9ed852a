import { fileForm } from './browser.mjs';
import { until } from './installation.mjs';

/** People with an address each, so that nobody can be taken for somebody else. */
export function peopleFile(count, tag = 'p') {
  const lines = Array.from(
    { length: count },
    (_, i) => `Prénom${i},Nom${i},${tag}${i}@import.example,+33 6 00 ${digits(i)},Rue ${i}`,
  );
  return `Prénom,Nom,E-mail,Téléphone,Adresse\n${lines.join('\n')}\n`;
}

const digits = (i) =>
  String(100_000 + (i % 900_000))
    .match(/../g)
    .join(' ');

/** Uploads a file on the page of a signed-in browser and waits until it was read; returns the import's id. */
export async function uploadImport(installation, browser, content) {
  const answer = await browser.post('/imports/new', fileForm('people.csv', content));
  const id = /\/imports\/([\w-]+)/.exec(answer.headers.get('location') ?? '')?.[1];
  if (!id) throw new Error(`The upload was refused: ${answer.status} ${await answer.text()}`);
  await importState(installation, id, ({ status }) => status !== 'reading');
  return id;
}

/** Starts an import that was read, as the button on its page does. */
export async function startImport(browser, id) {
  const answer = await browser.post(`/imports/${id}`, { intent: 'start' });
  if (answer.status !== 302)
    throw new Error(`Not started: ${answer.status} ${await answer.text()}`);
}

/** Waits until an import is as wanted, and returns it. */
export const importState = (installation, id, isThere, timeoutMs = 60_000) =>
  until(
    async () =>
      (
        await installation.query(
          `select i.status, i.counts, i.row_count, i.error, j.status as job_status, j.attempts, j.failures
           from core_import i left join socle_job j on j.workspace_id = i.workspace_id and j.id = i.job_id
           where i.id = $1`,
          [id],
        )
      )[0],
    isThere,
    timeoutMs,
  );
