import { expect, expectSound, type Language, openPage, test, watch } from './app-test';

const WORDS = {
  fr: {
    save: 'Enregistrer le rôle',
    create: 'Créer le rôle',
    invite: 'Envoyer les invitations',
    join: 'Créer mon compte et rejoindre',
    phone: 'Téléphone',
    name: 'Nom',
    deals: 'Affaires',
    newDeal: 'Créer l’affaire',
    none: 'Aucune affaire pour l’instant',
  },
  en: {
    save: 'Save the role',
    create: 'Create the role',
    invite: 'Send the invitations',
    join: 'Create my account and join',
    phone: 'Phone',
    name: 'Name',
    deals: 'Deals',
    newDeal: 'Create the deal',
    none: 'No deals yet',
  },
} as const;

const PASSWORD = 'un tournesol traverse la Loire';

for (const language of ['fr', 'en'] as const) {
  test(`P-01 a role shows one’s own deals and hides a field, from the moment it is saved (${language})`, async ({
    browser,
  }) => {
    // Four people’s worth of pages, each looked at by axe.
    test.slow();
    const words = WORDS[language];
    const owner = await openPage(browser, { language });
    const roleName = `Stagiaire ${language} ${Date.now()}`;
    await owner.goto('/settings/roles');
    await owner.getByLabel(words.name).first().fill(roleName);
    await owner.getByRole('button', { name: words.create }).click();
    await owner.waitForURL(/\/settings\/roles\/[0-9a-f-]{36}/);
    const roleId = /[0-9a-f-]{36}/.exec(owner.url())?.[0] ?? '';
    await owner.locator('select[name$="sales:deal:read"]').selectOption('own');
    const phones = owner.locator('select[name$="core:contact.phones"]');
    await phones.evaluate((select) => select.closest('details')?.setAttribute('open', ''));
    await phones.selectOption('hidden');
    await owner.getByRole('button', { name: words.save }).click();
    await expect(owner.locator('select[name$="sales:deal:update"]')).toHaveValue('own');
    await expectSound(owner);

    const intern = await join(owner, { language, roleId, roleName });
    await intern.goto('/contacts');
    await expect(intern.locator('tbody tr').first()).toBeVisible();
    await expect(intern.getByRole('columnheader', { name: words.phone })).toHaveCount(0);
    await intern.goto('/deals');
    await expect(intern.getByText(words.none)).toBeVisible();

    await owner.goto('/deals');
    const href = await owner.locator('tbody th a').first().getAttribute('href');
    expect((await intern.goto(href ?? ''))?.status()).toBe(404);
    await expectSound(intern);

    const made = await ownDeal(intern, language);
    await intern.goto('/deals');
    await expect(intern.locator('tbody th a')).toHaveCount(1);

    // Whoever may see less may see more the moment the role says so, without signing in again.
    await owner.goto(`/settings/roles/${roleId}`);
    await owner.locator('select[name$="sales:deal:read"]').selectOption('all');
    await owner.getByRole('button', { name: words.save }).click();
    await expect(owner.getByText(/maintenant|right away|now/).first()).toBeVisible();
    await intern.goto('/deals');
    expect(await intern.locator('tbody th a').count()).toBeGreaterThan(1);

    await owner.goto(`/history/sales.deal/${made}`);
    await expect(owner.getByText(`Intern of ${roleName}`).first()).toBeVisible();
    await expectSound(owner);
    await actsInTheirName(owner, intern, roleName);
    for (const page of [owner, intern]) await page.context().close();
  });
}

async function join(
  owner: import('@playwright/test').Page,
  { language, roleId, roleName }: { language: Language; roleId: string; roleName: string },
) {
  const words = WORDS[language];
  const email = `intern-${language}-${Date.now()}@socle.example`;
  await owner.goto('/settings/members');
  await owner.locator('textarea[name="emails"]').fill(email);
  await owner.locator('form:has(textarea[name="emails"]) select[name="role"]').selectOption(roleId);
  await owner.getByRole('button', { name: words.invite }).click();
  const link = owner.locator('input[readonly][value*="/join/"]').first();
  await expect(link).toBeVisible();
  const address = await link.inputValue();
  const context = await owner
    .context()
    .browser()
    ?.newContext({
      locale: language === 'fr' ? 'fr-FR' : 'en-GB',
      viewport: { width: 1280, height: 800 },
    });
  if (!context) throw new Error('The browser is gone.');
  const page = await context.newPage();
  watch(page);
  await page.goto(new URL(address).pathname);
  await page.locator('input[name="name"]').fill(`Intern of ${roleName}`);
  await page.locator('input[name="password"]').fill(PASSWORD);
  await page.getByRole('button', { name: words.join }).click();
  await page.waitForURL((url) => url.pathname === '/');
  return page;
}

/** O-17: asked, granted, seen by both, and ended. */
async function actsInTheirName(
  owner: import('@playwright/test').Page,
  intern: import('@playwright/test').Page,
  roleName: string,
): Promise<void> {
  const name = `Intern of ${roleName}`;
  await owner.goto(`/settings/members?q=${encodeURIComponent(name)}`);
  await owner.locator('tbody th a').first().click();
  const start = owner.locator('form[action="/impersonation"] button');
  await owner.locator('input[name="reason"]').fill('Montrer où se trouvent les devis');
  await owner.locator('form:has(input[name="reason"]) button').click();
  await expect(owner.locator('form:has(input[value="withdraw"])')).toBeVisible();
  await expect(start).toHaveCount(0);
  await intern.goto('/');
  await intern.locator('button[name="answer"][value="hour"]').click();
  // Their consent stands before the other page looks again.
  await expect(intern.locator('form:has(input[value="end"]) button')).toBeVisible();
  await owner.reload();
  await start.first().click();
  await owner.waitForURL((url) => url.pathname === '/');
  await expect(owner.getByText(name).first()).toBeVisible();
  await expectSound(owner);
  // In their name there is no way to their password, nor to anybody's rights.
  expect((await owner.goto('/settings/security'))?.status()).toBe(403);
  await owner.goto('/contacts');
  await owner.locator('form:has(input[value="stop"]) button').click();
  await owner.waitForURL(
    (url) => url.pathname.startsWith('/settings/members') || url.pathname === '/',
  );
  await owner.goto('/settings/audit');
  await expect(owner.locator('tbody').getByText(name).first()).toBeVisible();
}

/** Opens a deal of one's own and returns its id. */
async function ownDeal(page: import('@playwright/test').Page, language: Language): Promise<string> {
  await page.goto('/contacts?kind=company');
  const contact = await page.locator('tbody th a').first().getAttribute('href');
  await page.goto(`/deals/new?contactId=${contact?.split('/').at(-1)}`);
  await page.locator('input[name="name"]').fill('Une affaire à moi');
  await page.getByRole('button', { name: WORDS[language].newDeal }).click();
  await page.waitForURL(/\/deals\/[0-9a-f-]{36}/);
  return /[0-9a-f-]{36}/.exec(page.url())?.[0] ?? '';
}
