import type { CDPSession, Page } from '@playwright/test';
import { expect, expectSound, signIn, test, watch } from './app-test';

// P-05: passkeys, with a real browser and a device of its own making (WebAuthn through the DevTools protocol).

// WebAuthn knows no IP addresses: the same server by its name.
const BASE = (process.env.SOCLE_E2E_URL ?? '').replace('127.0.0.1', 'localhost');

test.use({ baseURL: BASE });
test.describe.configure({ mode: 'serial' });

interface Device {
  setVerified(isVerified: boolean): Promise<void>;
}

/** A phone or computer that keeps passkeys and asks for a finger at once. */
async function giveDevice(page: Page): Promise<Device> {
  const cdp: CDPSession = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    setVerified: async (isUserVerified) => {
      await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
  };
}

const NAME = `Ordinateur ${Math.random().toString(36).slice(2, 7)}`;
const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name });

test('P-05 a passkey is added, signs in alone, is renamed and removed', async ({ page }) => {
  const device = await giveDevice(page);
  watch(page);
  await signIn(page);
  await page.goto('/settings/security');
  await expect(page.getByRole('heading', { name: 'Clés d’accès' })).toBeVisible();
  const passkeys = page.locator('#passkeys');
  await passkeys.getByLabel('Nom').fill(NAME);
  await passkeys.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await expect(row(page, NAME)).toBeVisible();
  await expectSound(page);

  // The device holds it already, and says so rather than making another.
  await passkeys.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await expect(page.getByRole('alert')).toContainText('Cet appareil garde déjà une clé d’accès');

  await page.context().clearCookies();
  await page.goto('/sign-in?next=%2Fcontacts');
  await expectSound(page);
  await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click();
  await page.waitForURL('**/contacts');
  await expect(page.getByRole('heading', { name: 'Contacts', level: 1 })).toBeVisible();

  // Without finger, face or PIN there is no way in.
  await page.context().clearCookies();
  await device.setVerified(false);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click();
  await expect(page.getByRole('alert')).toContainText('Aucune clé d’accès n’a été utilisée');
  await device.setVerified(true);
  await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click();
  await page.waitForURL((url) => url.pathname === '/');

  await page.goto('/settings/security');
  await row(page, NAME).getByRole('link', { name: 'Renommer' }).click();
  await passkeys.getByRole('table').getByRole('textbox', { name: 'Nom' }).fill(`${NAME} bis`);
  await passkeys.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(row(page, `${NAME} bis`)).toBeVisible();
  await row(page, `${NAME} bis`).getByRole('button', { name: 'Retirer' }).click();
  await expect(row(page, `${NAME} bis`)).toHaveCount(0);

  // The device still offers it; it opens nothing any more.
  await page.context().clearCookies();
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Se connecter avec une clé d’accès' }).click();
  await expect(page.getByText('Cette clé d’accès n’ouvre aucun compte ici.')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
});

test('P-05 a passkey confirms who is at the session', async ({ page }) => {
  await giveDevice(page);
  await signIn(page);
  await page.goto('/settings/security');
  const passkeys = page.locator('#passkeys');
  await passkeys.getByLabel('Nom').fill(NAME);
  await passkeys.getByRole('button', { name: 'Ajouter une clé d’accès' }).click();
  await expect(row(page, NAME)).toBeVisible();
  const before = await page.context().cookies();
  await page.goto('/confirm-identity?next=%2Fcontacts');
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
  await page.waitForURL('**/contacts');
  const token = (cookies: typeof before) =>
    cookies.find(({ name }) => name === 'socle_session')?.value;
  expect(token(await page.context().cookies())).not.toBe(token(before));

  await page.goto('/settings/security');
  await row(page, NAME).getByRole('button', { name: 'Retirer' }).click();
  await expect(row(page, NAME)).toHaveCount(0);
});
