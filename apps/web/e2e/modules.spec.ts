import { expect, openPage, test } from './app-test';

test.describe.configure({ mode: 'serial' });

test('O-11 a module is switched off and on, at once and without losing anything', async ({
  app,
}) => {
  await app.goto('/deals');
  const first = await app.locator('tbody th a').first().textContent();
  await app.goto('/settings/modules');
  const sales = app.locator('form', { has: app.locator('input[value="sales"]') });
  await sales.getByRole('button').click();
  await expect(app.getByRole('navigation').getByRole('link', { name: 'Affaires' })).toHaveCount(0);
  expect((await app.goto('/deals'))?.status()).toBe(404);
  await app.goto('/settings/modules');
  await sales.getByRole('button').click();
  await expect(
    app.getByRole('navigation').getByRole('link', { name: 'Affaires' }).first(),
  ).toBeVisible();
  await app.goto('/deals');
  await expect(app.locator('tbody th a').first()).toHaveText(first ?? '');
});

test('a third party’s plugin shows its panel on the contact page', async ({ app }) => {
  await app.goto('/contacts?kind=company');
  await app.locator('tbody th a').first().click();
  await expect(app.getByRole('heading', { name: 'Salutations' })).toBeVisible();
});

test('another member’s change appears by itself', async ({ app, browser }) => {
  await app.goto('/contacts?kind=company');
  await app.locator('tbody th a').first().click();
  const other = await openPage(browser);
  await other.goto(app.url());
  const text = `Vu à distance ${Date.now()}`;
  await other.getByPlaceholder('Écrire une note').fill(text);
  await other.getByRole('button', { name: 'Ajouter la note' }).click();
  await expect(app.getByText(text)).toBeVisible({ timeout: 5000 });
  await other.context().close();
});
