import { expect, expectSound, openPage, test } from './app-test';

test('P-04 an old value is found in a record’s history, put back, and the log says so', async ({
  app,
}) => {
  await app.goto('/contacts?kind=person');
  await app.locator('tbody th a').nth(2).click();
  await app.waitForURL(/\/contacts\/[0-9a-f-]{36}$/);
  const record = app.url();
  // The address changes a moment before the page does.
  const heading = app.getByRole('heading', { level: 1 });
  await expect(heading).not.toHaveText('Contacts');
  const name = (await heading.textContent()) ?? '';
  const changed = `Fonction ${Date.now()}`;
  await app.goto(`${record}/edit`);
  const field = app.getByLabel('Fonction');
  const before = await field.inputValue();
  await field.fill(changed);
  await app.getByRole('button', { name: 'Enregistrer' }).click();
  await app.waitForURL(record);

  await app.getByRole('link', { name: 'Modifications' }).click();
  const latest = app.getByRole('list', { name: 'Historique' }).getByRole('listitem').first();
  await expect(latest).toContainText('a modifié cette fiche · à l’écran');
  await expect(latest).toContainText(changed);
  await expectSound(app);
  await latest.getByRole('button', { name: /^Rétablir Fonction/ }).click();
  await expect(latest).toContainText(before || 'vide');
  await expect(latest.getByText(changed)).toHaveCSS('text-decoration-line', 'line-through');
  await app.goto(`${record}/edit`);
  await expect(field).toHaveValue(before);

  await app.goto(`/settings/audit?q=${encodeURIComponent(name)}&via=screen`);
  await expect(app.locator('tbody tr').first()).toContainText(
    `Modification de «\u00a0${name}\u00a0»`,
  );
});

test('P-04 the log is checked and taken away as a file', async ({ app }) => {
  await app.goto('/settings/audit');
  await app.getByRole('button', { name: 'Vérifier maintenant' }).click();
  await expect(app.getByText('Intact', { exact: true })).toBeVisible();
  const download = app.waitForEvent('download');
  await app.getByRole('link', { name: 'Exporter' }).click();
  expect((await download).suggestedFilename()).toMatch(/^socle-log-\d{4}-\d\d-\d\d\.csv$/);
});

for (const width of [1280, 360])
  for (const isDark of [false, true])
    test(`P-04, O-04 log and jobs are sound at ${width} px${isDark ? ', dark' : ''}`, async ({
      browser,
    }) => {
      const page = await openPage(browser, { width, isDark });
      for (const path of ['/settings/audit?kind=core.contact', '/settings/jobs']) {
        await page.goto(path);
        await expectSound(page);
      }
      await page.context().close();
    });
