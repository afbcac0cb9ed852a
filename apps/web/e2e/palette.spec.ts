import type { Page } from '@playwright/test';
import { expect, expectSound, type Language, openPage, test } from './app-test';

const words = {
  fr: {
    dialog: 'Recherche et commandes',
    sheet: 'Raccourcis clavier',
    search: 'Rechercher',
    field: 'Trouver, ouvrir, créer, agir…',
    contacts: 'Contacts',
    newContact: 'Nouveau contact',
    edit: 'Modifier',
    archive: 'Archiver',
    archived: 'Ce contact est archivé',
    none: 'Aucun résultat',
    dark: 'Thème sombre',
    system: 'Thème de l’appareil',
    recent: 'Ouverts récemment',
    failed: 'La recherche ne répond pas',
    shortcuts: 'Raccourcis d’une touche',
    save: 'Enregistrer',
    open: 'Ouvrir les préférences',
    go: { home: 'a', contacts: 'c', settings: 'r' },
  },
  en: {
    dialog: 'Search and commands',
    sheet: 'Keyboard shortcuts',
    search: 'Search',
    field: 'Find, open, create, do…',
    contacts: 'Contacts',
    newContact: 'New contact',
    edit: 'Edit',
    archive: 'Archive',
    archived: 'This contact is archived',
    none: 'Nothing found',
    dark: 'Dark theme',
    system: 'Theme of the device',
    recent: 'Recently opened',
    failed: 'The search did not answer',
    shortcuts: 'Shortcuts of one key',
    save: 'Save',
    open: 'Open the preferences',
    go: { home: 'h', contacts: 'c', settings: 's' },
  },
} as const;

const TOP_ROUTES = ['/', '/contacts', '/deals', '/projects', '/tickets', '/billing/profiles'];
const OTHER_ROUTES = ['/settings', '/settings/members', '/search', '/contacts/new'];

/** Waits until scripts answer for what is on the page. */
async function enhanced(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__react')),
  );
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await enhanced(page);
}

const dialog = (page: Page, language: Language) =>
  page.getByRole('dialog', { name: words[language].dialog });
const lines = (page: Page) => page.getByRole('dialog').getByRole('option');
const active = (page: Page) => page.getByRole('dialog').getByRole('option', { selected: true });

async function summon(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
}

async function makeContact(page: Page, name: string): Promise<string> {
  await page.goto('/contacts/new');
  await page.locator('input[name="firstName"]').fill('Hélène');
  await page.locator('input[name="lastName"]').fill(name);
  await page.locator('main form button[type="submit"]').last().click();
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await enhanced(page);
  return new URL(page.url()).pathname;
}

for (const language of ['fr', 'en'] as const) {
  const said = words[language];

  test(`R-01 the palette opens on every page and gives the focus back (${language})`, async ({
    browser,
  }) => {
    const page = await openPage(browser, { language });
    for (const route of [...TOP_ROUTES, ...OTHER_ROUTES]) {
      await visit(page, route);
      const before = page.locator('main a, main button, main input:not([type=hidden])').first();
      await before.focus();
      await summon(page);
      await expect(dialog(page, language), route).toBeVisible();
      await expect(page.getByRole('combobox', { name: said.field })).toBeFocused();
      await page.keyboard.press('Escape');
      await expect(dialog(page, language), route).toBeHidden();
      await expect(before, route).toBeFocused();
    }
    await page.context().close();
  });

  test(`R-01 the palette finds a record without accents and opens it (${language})`, async ({
    browser,
  }) => {
    const page = await openPage(browser, { language });
    await makeContact(page, `Lefèvre-${language}${Date.now()}`);
    await visit(page, '/contacts');
    await summon(page);
    await expect(page.getByText(said.recent)).toBeVisible();
    await page.keyboard.type('lefevre');
    await expect(active(page)).toContainText('Lefèvre');
    await expect(lines(page).first()).toHaveAttribute('aria-selected', 'true');
    await expectSound(page);
    // Faster than the search: Enter means the best of its answer.
    await page.getByRole('combobox', { name: said.field }).fill('');
    await page.keyboard.type('helene lefevvre');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/);
    await expect(dialog(page, language)).toBeHidden();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Hélène Lefèvre');
    await page.context().close();
  });

  test(`R-01 the palette goes, creates and acts, from the keyboard (${language})`, async ({
    browser,
  }) => {
    const page = await openPage(browser, { language });
    const path = await makeContact(page, `Palette-${language}${Date.now()}`);
    await visit(page, path);
    await summon(page);
    await expect(active(page)).toContainText(said.edit);
    await page.keyboard.press('ArrowUp');
    await expect(lines(page).last()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Home');
    await expect(lines(page).first()).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowDown');
    await expect(active(page)).toContainText(said.edit);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${path}/edit`);

    await visit(page, path);
    await summon(page);
    await page.keyboard.type(said.archive.toLowerCase());
    await expect(active(page)).toContainText(said.archive);
    await page.keyboard.press('Enter');
    await expect(page.getByText(said.archived)).toBeVisible();

    await summon(page);
    await page.keyboard.type(said.newContact);
    await expect(active(page)).toContainText(said.newContact);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/contacts/new');

    await summon(page);
    await page.keyboard.type(said.dark);
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await summon(page);
    await expectSound(page);
    await page.keyboard.type('zzqqxx');
    await expect(page.getByRole('heading', { name: said.none })).toBeVisible();
    await expectSound(page);
    // The account is shared: it gets its theme back.
    await page.getByRole('combobox', { name: said.field }).fill(said.system);
    await active(page).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'system');
    await page.context().close();
  });

  test(`R-01 keys of one letter act, and are silent where one types (${language})`, async ({
    browser,
  }) => {
    const page = await openPage(browser, { language });
    await visit(page, '/');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: said.sheet })).toBeVisible();
    await expectSound(page);
    // A dialog is open: nothing else happens.
    await page.keyboard.press('c');
    await expect(dialog(page, language)).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();

    await page.keyboard.press('g');
    await page.keyboard.press(said.go.contacts);
    await page.waitForURL('**/contacts');
    const rows = page.locator('tbody a.row-name');
    await expect(rows.nth(1)).toBeVisible();
    await page.keyboard.press('j');
    await expect(rows.nth(0)).toBeFocused();
    await page.keyboard.press('j');
    await expect(rows.nth(1)).toBeFocused();
    await page.keyboard.press('k');
    await expect(rows.nth(0)).toBeFocused();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/);
    await expect(page.getByRole('link', { name: said.edit })).toBeVisible();
    await page.keyboard.press('e');
    await page.waitForURL(/\/edit$/);

    const field = page.locator('main input[type="text"]').first();
    await field.fill('');
    await page.keyboard.type('c?jkgxe/');
    await expect(field).toHaveValue('c?jkgxe/');
    await expect(page.getByRole('dialog')).toBeHidden();
    await field.blur();
    await page.keyboard.press('Alt+c');
    await expect(page.getByRole('dialog')).toBeHidden();

    await page.keyboard.press('g');
    await page.keyboard.press(said.go.settings);
    await page.waitForURL('**/settings');
    await page.keyboard.press('/');
    await page.waitForURL('**/search');
    await page.locator('main input[type="search"]').blur();
    await page.keyboard.press('c');
    await expect(active(page)).toContainText(said.newContact);
    await expect(page.getByRole('dialog').getByRole('group')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/contacts/new');
    await page.context().close();
  });

  test(`R-01 keys of one letter can be switched off, Ctrl-K stays (${language})`, async ({
    browser,
  }) => {
    const page = await openPage(browser, { language });
    await visit(page, '/settings/preferences');
    await page.getByLabel(said.shortcuts).uncheck();
    await page.locator('main').getByRole('button', { name: said.save }).click();
    await expect
      .poll(
        async () =>
          (await page.context().cookies()).find((c) => c.name === 'socle_shortcuts')?.value,
      )
      .toBe('off');
    await visit(page, '/contacts');
    for (const key of ['?', 'c', 'j', 'g', said.go.settings, '/']) await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(page).toHaveURL(/\/contacts$/);
    const row = page.locator('tbody a.row-name').first();
    await expect(row).not.toBeFocused();
    await row.focus();
    const openSheet = async () => {
      await summon(page);
      await page.keyboard.type(said.sheet);
      await expect(active(page)).toContainText(said.sheet);
      await page.keyboard.press('Enter');
      await expect(page.getByRole('dialog', { name: said.sheet })).toBeVisible();
    };
    await openSheet();
    await expectSound(page);
    await page.keyboard.press('Escape');
    await expect(row).toBeFocused();
    await openSheet();
    await page.getByRole('link', { name: said.open }).click();
    await page.waitForURL('**/settings/preferences');
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.context().close();
  });

  test(`R-01 the palette fills a phone, and says when the search fails (${language})`, async ({
    browser,
  }) => {
    const page = await openPage(browser, { language, width: 360, isDark: language === 'en' });
    await visit(page, '/');
    await page.locator('header').getByRole('link', { name: said.search }).click();
    await expect(dialog(page, language)).toBeVisible();
    expect(await dialog(page, language).boundingBox()).toMatchObject({ x: 0, width: 360 });
    await expectSound(page);
    await page.route('**/palette?**', (route) => route.abort());
    await page.keyboard.type('zzqq');
    await expect(page.getByRole('alert')).toContainText(said.failed);
    await page.unroute('**/palette?**');
    await page.keyboard.type('x');
    await expect(page.getByRole('heading', { name: said.none })).toBeVisible();
    await page.getByRole('combobox').fill(said.contacts);
    await lines(page).first().click();
    await page.waitForURL('**/contacts');
    await page.context().close();
  });
}

test('R-01 recent records are addresses only, and what is gone is forgotten', async ({ app }) => {
  const path = await makeContact(app, `Récent-${Date.now()}`);
  const visits = () =>
    app.evaluate(() => {
      const key = Object.keys(localStorage).find((name) => name.startsWith('socle.visits.')) ?? '';
      return { key, paths: localStorage.getItem(key) ?? '' };
    });
  await visit(app, '/deals');
  const { key, paths } = await visits();
  expect(JSON.parse(paths)[0]).toBe(path);
  expect(paths).not.toContain('Récent');
  const gone = '/contacts/01936f4e-7c1a-7000-8000-000000000001';
  await app.evaluate(
    ([name, value]) => localStorage.setItem(name ?? '', value ?? ''),
    [key, JSON.stringify([gone, path])],
  );
  await summon(app);
  await expect(app.getByRole('option', { name: /Récent-/ })).toBeVisible();
  await expect.poll(async () => (await visits()).paths).toBe(JSON.stringify([path]));
});

test('R-01 before JavaScript the search button leads to the search', async ({ browser }) => {
  const signedIn = await openPage(browser);
  const storageState = await signedIn.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState });
  const page = await context.newPage();
  await page.goto('/');
  await page
    .getByRole('link', { name: /Rechercher|Search/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/search$/);
  await context.close();
  await signedIn.context().close();
});
