import { defineConfig, devices } from '@playwright/test';

const isContinuousIntegration = Boolean(process.env.CI);

export default defineConfig({
  testDir: './e2e',
  outputDir: './test-results/runs',
  // Starts a server on data of its own and puts its address into SOCLE_E2E_URL.
  globalSetup: '../../scripts/e2e-global-setup.mjs',
  workers: 2,
  forbidOnly: isContinuousIntegration,
  retries: 0,
  // A sweep over every page with axe takes its time on a busy machine.
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.SOCLE_E2E_URL,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.SOCLE_CHROMIUM || undefined },
  },
});
