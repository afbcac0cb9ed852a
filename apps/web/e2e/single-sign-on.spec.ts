import { startOidcProvider } from '@socle/plugin-sdk/testing';
import { expect, expectSound, openPage, test, watch } from './app-test';

// P-05: a company's own sign-in, in a real browser: another site, redirects, and cookies that must survive them.

const RUN = Math.random().toString(36).slice(2, 8);

// Under its name the server is another site than the provider, which runs at 127.0.0.1.
test.use({ baseURL: (process.env.SOCLE_E2E_URL ?? '').replace('127.0.0.1', 'localhost') });

test('P-05 a provider is set up, tested, and lets a newcomer in', async ({
  browser,
  app: page,
}) => {
  const there = await startOidcProvider();
  const address = `nora.${RUN}@societe-${RUN}.example`;
  there.person = { sub: RUN, email: address, email_verified: true, name: `Nora ${RUN}` };
  await page.goto('/settings/sso');
  await expectSound(page);
  await page.getByRole('link', { name: 'Ajouter un fournisseur' }).click();
  await page.getByLabel('Nom').fill(`Société ${RUN}`);
  await page.getByLabel('Émetteur').fill(`${there.issuer}/elsewhere`);
  await page.getByRole('button', { name: 'Tester l’adresse' }).click();
  await expect(page.getByRole('alert')).toContainText('Il n’y a pas de fournisseur OpenID Connect');
  await page.getByLabel('Émetteur').fill(there.issuer);
  await page.getByRole('button', { name: 'Tester l’adresse' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Le fournisseur répond' })).toBeVisible();
  await page.getByLabel('Identifiant client').fill(there.clientId);
  await page.getByLabel('Secret client').fill(there.clientSecret);
  await page.getByLabel('Domaines').fill(`societe-${RUN}.example`);
  await page.getByLabel('Nouveaux venus').selectOption('member');
  await expectSound(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await expectSound(page);
  await page.getByRole('button', { name: 'Enregistrer le fournisseur' }).click();
  await page.waitForURL('**/settings/sso');
  await expect(page.getByRole('link', { name: `Société ${RUN}` })).toBeVisible();
  await expectSound(page);

  const visitor = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
  watch(visitor);
  await visitor.goto('/sign-in?next=%2Fcontacts');
  await visitor.getByRole('link', { name: `Continuer avec Société ${RUN}` }).click();
  await visitor.waitForURL('**/contacts');
  await expect(visitor.getByText(`Nora ${RUN}`).first()).toBeVisible();
  await expectSound(visitor);

  await visitor.context().clearCookies();
  there.fault = 'wrongNonce';
  await visitor.goto('/sign-in');
  await visitor.getByRole('link', { name: `Continuer avec Société ${RUN}` }).click();
  await expect(visitor.getByRole('alert')).toContainText('destinée à une autre connexion');
  expect(new URL(visitor.url()).pathname).toBe('/sign-in');
  await expectSound(visitor);
  await visitor.context().close();

  const dark = await openPage(browser, { isDark: true, language: 'en' });
  await dark.goto('/settings/sso');
  await dark.getByRole('link', { name: `Société ${RUN}` }).click();
  await expect(dark.getByLabel('Client secret')).toHaveValue('');
  await expectSound(dark);
  await dark.getByRole('button', { name: 'Remove the provider' }).click();
  await dark.waitForURL('**/settings/sso');
  await expect(dark.getByText(`Société ${RUN}`)).toHaveCount(0);
  await dark.context().close();
  await there.close();
});
