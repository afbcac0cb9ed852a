import AxeBuilder from '@axe-core/playwright';
import { type Browser, test as base, expect, type Page } from '@playwright/test';

const environment = (name: 'SOCLE_E2E_EMAIL' | 'SOCLE_E2E_PASSWORD'): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is set by the suite's own server.`);
  return value;
};

export type Language = 'fr' | 'en';

/** Signs in as the owner of the demo company. */
export async function signIn(page: Page): Promise<void> {
  await page.goto('/sign-in');
  await page.locator('input[type=email]').fill(environment('SOCLE_E2E_EMAIL'));
  await page.locator('input[type=password]').fill(environment('SOCLE_E2E_PASSWORD'));
  await page.locator('input[type=password]').press('Enter');
  await page.waitForURL((url) => url.pathname !== '/sign-in');
}

/** Opens a signed-in page in one language and size. */
export async function openPage(
  browser: Browser,
  options: { language?: Language; width?: number; isDark?: boolean } = {},
): Promise<Page> {
  const { language = 'fr', width = 1280, isDark = false } = options;
  const context = await browser.newContext({
    locale: language === 'fr' ? 'fr-FR' : 'en-GB',
    viewport: { width, height: width < 600 ? 740 : 800 },
    colorScheme: isDark ? 'dark' : 'light',
    hasTouch: width < 600,
  });
  const page = await context.newPage();
  watch(page);
  await signIn(page);
  return page;
}

const complaints = new WeakMap<Page, string[]>();

/** Collects what the browser complains of: errors, blocked styles, failed hydration. */
export function watch(page: Page): void {
  const list: string[] = [];
  complaints.set(page, list);
  page.on('console', (message) => {
    // A refused form and a missing page are answers; the browser still notes their status.
    if (
      message.type() === 'error' &&
      !/status of (404|422|409|403)|AbortError/.test(message.text())
    )
      list.push(message.text());
  });
  page.on('pageerror', (error) => list.push(String(error)));
}

/** Fails when the page has complained, or axe finds a violation (WCAG 2.2 AA). */
export async function expectSound(page: Page): Promise<void> {
  expect(complaints.get(page) ?? []).toEqual([]);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(
    violations.map((v) => `${v.id}: ${v.nodes.map((node) => node.target.join(' ')).join(', ')}`),
  ).toEqual([]);
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow, 'the page scrolls sideways').toBeLessThanOrEqual(0);
}

/** Tests start on a signed-in French desktop page. */
export const test = base.extend<{ app: Page }>({
  app: async ({ browser }, use) => {
    const page = await openPage(browser);
    await use(page);
    await page.context().close();
  },
});

export { expect };
