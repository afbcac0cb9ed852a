import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, expectSound, signIn, test } from './app-test';

// C-05: a file of thousands of rows, as a French spreadsheet writes it, from the browser to its undo.

const ROWS = 5000;
const BAD = 12;
// Every run has names of its own: the server may have been used before.
const RUN = Math.random().toString(36).slice(2, 8);

/** Windows-1252, semicolons, accents, a euro sign; every 400th row has an address that is none. */
function contactsFile(): Buffer {
  const lines = ['Société;Prénom;Nom;E-mail;Téléphone;Fonction;Budget'];
  for (let row = 0; row < ROWS; row += 1) {
    const isBad = row % 400 === 37 && row / 400 < BAD;
    const email = isBad ? `faux${row}(at)exemple` : `p${row}.${RUN}@exemple-${RUN}.fr`;
    lines.push(
      `Société ${RUN} ${row % 50};Élodie;Lefèvre-${RUN} ${row};${email};06 12 34 ${two(row / 100)} ${two(row)};Gérante;${row} €`,
    );
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`.replaceAll('€', '\u0080'), 'latin1');
}

const two = (value: number): string => String(Math.floor(value) % 100).padStart(2, '0');

/** Sound on a desktop and on a small phone. */
async function expectSoundEverywhere(page: Page): Promise<void> {
  await expectSound(page);
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  await expectSound(page);
  if (size) await page.setViewportSize(size);
}

const fact = (page: Page, label: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('dd');

test('19 a file of 5,000 rows: preview, mapping, check, progress, rejected rows, search, undo', async ({
  app: page,
}) => {
  test.setTimeout(180_000);
  await page.goto('/contacts');
  await page.getByRole('link', { name: 'Importer un fichier' }).first().click();
  await expect(page.getByRole('heading', { name: 'Choisissez votre fichier' })).toBeVisible();
  await expectSoundEverywhere(page);

  await page
    .locator('input[type=file]')
    .setInputFiles({ name: `clients-${RUN}.csv`, mimeType: 'text/csv', buffer: contactsFile() });
  await page.getByRole('button', { name: 'Continuer' }).click();

  // What was detected, and a preview that follows its correction.
  const preview = page.getByRole('table', { name: 'Premières lignes du fichier' });
  await expect(preview.getByRole('columnheader', { name: 'Société' })).toBeVisible();
  await expect(preview).toContainText('Élodie');
  await expect(preview).toContainText('1 €');
  await expect(page.getByLabel('Encodage')).toHaveValue('windows-1252');
  await expect(page.getByLabel('Séparateur')).toHaveValue(';');
  await page.getByLabel('Encodage').focus();
  await page.getByLabel('Encodage').selectOption('macintosh');
  await expect(preview).not.toContainText('Élodie');
  await expect(page.getByLabel('Encodage')).toBeFocused();
  await page.getByLabel('Encodage').selectOption('windows-1252');
  await expect(preview).toContainText('Élodie');
  await expectSoundEverywhere(page);
  await page.getByRole('link', { name: 'L’aperçu est correct' }).click();

  // The mapping, changed by keyboard alone.
  const job = page.getByLabel('Champ pour la colonne «\u00a0Fonction\u00a0»');
  await expect(job).toHaveValue('jobTitle||1');
  await expect(page.getByLabel('Champ pour la colonne «\u00a0Budget\u00a0»')).toHaveValue('');
  await job.focus();
  await page.keyboard.press('Home');
  await expect(job).toHaveValue('');
  await page.keyboard.type('Fonction');
  await expect(job).toHaveValue('jobTitle||1');
  await expectSoundEverywhere(page);
  await page.getByRole('button', { name: 'Vérifier le fichier' }).click();

  // The dry run.
  await expect(page.getByText(`${BAD} lignes seront rejetées`)).toBeVisible({ timeout: 30_000 });
  await expect(fact(page, 'Créés')).toHaveText(/4\s988/);
  await expect(fact(page, 'Rejetées')).toHaveText(String(BAD));
  await expect(page.getByRole('table', { name: 'Lignes à regarder' })).toContainText(
    'faux37(at)exemple',
  );
  await expectSoundEverywhere(page);
  expect(await hasContacts(page)).toBe(false);
  await page.getByRole('button', { name: /Importer 4\s988 lignes/ }).click();

  // It runs: the bar goes up, the page may be left.
  const bar = page.getByRole('progressbar');
  await expect(bar).toBeVisible();
  await expectSound(page);
  let highest = 0;
  await expect(async () => {
    if (await bar.isVisible()) highest = Math.max(highest, Number(await reached(bar)));
    await expect(page.getByText('Import terminé')).toBeVisible({ timeout: 1 });
  }).toPass({ intervals: [100], timeout: 90_000 });
  expect(highest).toBeGreaterThan(0);
  expect(highest).toBeLessThanOrEqual(ROWS);
  await expect(fact(page, 'Créés')).toHaveText(/4\s988/);
  await expect(fact(page, 'Employeurs ajoutés')).toHaveText('50');
  await expectSoundEverywhere(page);

  // The rejected rows come back with their reasons.
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger les lignes rejetées' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`clients-${RUN}-rejets.csv`);
  const rejected = await readFile(await download.path(), 'utf8');
  expect(rejected.trim().split('\r\n')).toHaveLength(BAD + 1);
  expect(rejected).toContain('Motif du rejet');
  expect(rejected).toContain('n’est pas une adresse e-mail');

  // The contacts are there, found without accents.
  const result = page.url();
  await page.getByRole('link', { name: 'Voir les contacts importés' }).click();
  await expect(page.getByRole('table').getByText('Élodie Lefèvre').first()).toBeVisible();
  await page.goto(`/contacts?q=lefevre-${RUN} 4321`);
  await expect(page.getByRole('table')).toContainText(`Élodie Lefèvre-${RUN} 4321`);

  // And back.
  await page.goto(result);
  await page.getByRole('link', { name: 'Annuler l’import' }).click();
  await expect(page.getByRole('alert')).toContainText('Annuler tout l’import');
  await expectSoundEverywhere(page);
  await page.getByRole('button', { name: 'Annuler l’import' }).click();
  await expect(page.getByText('Import annulé')).toBeVisible({ timeout: 90_000 });
  await expectSoundEverywhere(page);
  expect(await hasContacts(page)).toBe(false);
  await page.goto('/imports');
  await expect(page.getByRole('row', { name: new RegExp(`clients-${RUN}`) })).toContainText(
    'Annulé',
  );
  await expectSoundEverywhere(page);
});

/** The bar's value; the last one known when it goes while we look. */
const reached = (bar: Locator): Promise<string | null> =>
  bar.getAttribute('aria-valuenow', { timeout: 500 }).catch(() => null);

/** Whether the workspace has contacts of this run, seen in a tab of its own. */
async function hasContacts(page: Page): Promise<boolean> {
  const tab = await page.context().newPage();
  await tab.goto(`/contacts?q=lefevre-${RUN}`);
  const none = tab.getByText('Aucun résultat');
  const some = tab.getByRole('table');
  await expect(none.or(some).first()).toBeVisible();
  const isThere = await some.isVisible();
  await tab.close();
  return isThere;
}

test('19 a file that cannot be read says why, and what to do', async ({ app: page }) => {
  await page.goto('/imports/new');
  await page.locator('input[type=file]').setInputFiles({
    name: 'photo.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 1, 2, 3]),
  });
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.getByText('Ce fichier est illisible tel quel')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Choisir un autre fichier' })).toBeVisible();
  await expectSoundEverywhere(page);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('30 the whole import works', async ({ page }) => {
    await signIn(page);
    await page.goto('/imports/new');
    await page.locator('input[type=file]').setInputFiles({
      name: 'deux.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`Nom;E-mail\nSans-script ${RUN};sans-${RUN}@exemple.fr\n`),
    });
    await page.getByRole('button', { name: 'Continuer' }).click();
    await follow(page, 'L’aperçu est correct');
    await page.getByRole('link', { name: 'L’aperçu est correct' }).click();
    await page.getByRole('button', { name: 'Vérifier le fichier' }).click();
    await follow(page, 'Importer une ligne');
    await page.getByRole('button', { name: 'Importer une ligne' }).click();
    await follow(page, 'Import terminé');
    await page.getByRole('link', { name: 'Annuler l’import' }).click();
    await page.getByRole('button', { name: 'Annuler l’import' }).click();
    await follow(page, 'Import annulé');
  });

  /** Reloads the page until the job behind it is over. */
  async function follow(page: Page, text: string): Promise<void> {
    await expect(async () => {
      if (!(await page.getByText(text).first().isVisible())) await page.reload();
      await expect(page.getByText(text).first()).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
  }
});
