import { expect, expectSound, openPage, test } from './app-test';

test('C-01 a contact is created, found with a typing error, edited, archived and restored', async ({
  app,
}) => {
  const name = `Lefèvre-${Date.now()}`;
  await app.goto('/contacts');
  await app.getByRole('link', { name: 'Nouveau contact' }).first().click();
  await app.getByLabel('Prénom').fill('Hélène');
  await app.getByLabel('Nom de famille').fill(name);
  await app.locator('input[name="emails[0].value"]').fill('pas une adresse');
  await app.getByRole('button', { name: 'Créer le contact' }).click();
  // Refused in place: the field is named, and nothing that was typed is lost.
  await expect(app.locator('input[name="emails[0].value"]')).toHaveAttribute(
    'aria-invalid',
    'true',
  );
  await expect(app.getByLabel('Nom de famille')).toHaveValue(name);
  await app.locator('input[name="emails[0].value"]').fill('helene@exemple.fr');
  await app.getByRole('button', { name: 'Créer le contact' }).click();
  await expect(app.getByRole('heading', { level: 1 })).toContainText(`Hélène ${name}`);
  await expectSound(app);

  await app.goto(`/contacts?q=${encodeURIComponent(name.replace('Lefèvre', 'lefevvre'))}`);
  await expect(app.getByRole('link', { name: new RegExp(name) })).toBeVisible();
  await app.getByRole('link', { name: new RegExp(name) }).click();

  await app.getByRole('link', { name: 'Modifier' }).click();
  await app.getByLabel('Fonction').fill('Acheteuse');
  await app.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(app.getByText('Acheteuse').first()).toBeVisible();
  await expect(app.getByText('Modifié : Fonction')).toBeVisible();

  await app.getByRole('button', { name: 'Archiver' }).click();
  await expect(app.getByText('Ce contact est archivé')).toBeVisible();
  await app.getByRole('button', { name: 'Restaurer' }).click();
  await expect(app.getByText('Ce contact est archivé')).toBeHidden();
});

test('a note is written with the keyboard, and a draft survives a reload', async ({ app }) => {
  await app.goto('/contacts?kind=company');
  await app.locator('tbody th a').first().click();
  const note = app.getByPlaceholder('Écrire une note');
  await note.fill('Rappeler jeudi');
  await app.reload();
  await expect(note).toHaveValue('Rappeler jeudi');
  await note.press('Control+Enter');
  await expect(
    app.getByText('Rappeler jeudi', { exact: true }).and(app.locator('p')),
  ).toBeVisible();
  await expect(note).toHaveValue('');
});

test('V-01 a deal is opened from a contact’s page and shows there', async ({ app }) => {
  await app.goto('/contacts?kind=company');
  await app.locator('tbody th a').first().click();
  await app.getByRole('link', { name: 'Nouvelle affaire' }).click();
  const name = `Devis accueil ${Date.now()}`;
  await app.getByLabel('Nom', { exact: false }).first().fill(name);
  await app.getByLabel(/^Montant/).fill('1 250,50');
  await app.getByRole('button', { name: 'Créer l’affaire' }).click();
  await expect(app.getByRole('heading', { level: 1 })).toContainText(name);
  await expect(app.getByText('1\u202f250,50\u00a0€')).toBeVisible();
  await app.getByRole('link', { name: /.+/ }).and(app.locator('main dd a')).first().click();
  await expect(app.getByRole('link', { name })).toBeVisible();
});

test('forms work before JavaScript', async ({ browser }) => {
  const page = await (
    await browser.newContext({ javaScriptEnabled: false, locale: 'fr-FR' })
  ).newPage();
  await page.goto('/sign-in');
  await page.locator('input[type=email]').fill(process.env.SOCLE_E2E_EMAIL ?? '');
  await page.locator('input[type=password]').fill(process.env.SOCLE_E2E_PASSWORD ?? '');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.goto('/contacts/new?kind=company');
  await page.getByLabel('Nom de l’entreprise').fill('Sans Script SARL');
  await page.getByRole('button', { name: 'Créer le contact' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Sans Script SARL');
  await page.context().close();
});

for (const language of ['fr', 'en'] as const) {
  for (const width of [1280, 360]) {
    test(`pages are sound in ${language} at ${width} px`, async ({ browser }) => {
      const page = await openPage(browser, { language, width, isDark: width === 360 });
      await expect(page.locator('html')).toHaveAttribute('lang', language);
      for (const path of [
        '/',
        '/contacts',
        '/contacts/new',
        '/contacts/new?kind=company',
        '/deals',
        '/deals/new',
        '/search?q=martin',
        '/settings',
        '/settings/modules',
        '/settings/fields',
        '/settings/keys',
        '/settings/jobs',
        '/settings/preferences',
        '/settings/profile',
        '/settings/security',
        '/settings/absence',
        '/settings/members',
        '/settings/teams',
        '/settings/roles',
        '/settings/roles/member',
        '/settings/sso',
        '/settings/audit',
      ]) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        // A message without a translation shows its key.
        await expect(page.locator('body')).not.toContainText(
          /\b(core|sales|shell|ui|error)\.[a-z]\w+\.\w+/,
        );
        await expectSound(page);
      }
      await page.goto('/contacts?kind=company');
      await page.locator('tbody th a').first().click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectSound(page);
      await page.context().close();
    });
  }
}
