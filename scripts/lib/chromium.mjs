import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';
import { isRoot } from './postgres-account.mjs';
import { run, runTool, tail } from './run.mjs';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const PLACES = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((root) => [
      path.join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
      path.join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
};

/**
 * A browser for the end-to-end tests: the one named, the system's, Playwright's own, or one
 * installed now.
 * @returns {Promise<string>} path of the program
 * @throws {Failure} with the reasons, when none can be had
 */
export async function ensureChromium() {
  const named = process.env.SOCLE_CHROMIUM;
  if (named) {
    if (works(named)) return named;
    throw new Failure(`SOCLE_CHROMIUM names ${named}, which does not run.`, {
      hint: 'correct or unset it.',
    });
  }
  const found = systemBrowser() ?? (await playwrightBrowser());
  if (found) return found;

  const reasons = [];
  for (const attempt of [downloadBrowser, installDistributionPackage]) {
    const result = await attempt();
    if (result.browser) return result.browser;
    reasons.push(result.reason);
  }
  throw new Failure('No Chromium for the end-to-end tests.', {
    detail: reasons.join('\n'),
    hint: 'install Chromium or Google Chrome, or name one in SOCLE_CHROMIUM.',
  });
}

function systemBrowser() {
  const directories = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = [
    ...(process.platform === 'win32'
      ? []
      : COMMANDS.flatMap((name) => directories.map((directory) => path.join(directory, name)))),
    ...(PLACES[process.platform] ?? []),
  ];
  return candidates.find(works) ?? null;
}

async function playwrightBrowser() {
  const { chromium } = await import('@playwright/test');
  const file = chromium.executablePath();
  return works(file) ? file : null;
}

async function downloadBrowser() {
  const result = await runTool('@playwright/test', ['install', 'chromium'], { bin: 'playwright' });
  const browser = result.ok ? await playwrightBrowser() : null;
  const reason = result.ok
    ? 'Playwright: its Chromium was downloaded but does not start; system libraries are missing.'
    : `Playwright could not download its Chromium:\n${tail(result.output, 6)}`;
  return { browser, reason };
}

async function installDistributionPackage() {
  if (!isRoot() || !isDebian()) {
    return { browser: null, reason: 'Distribution package: needs root on Debian.' };
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // Without a list there is nothing to install from; an old list may still do.
  await run('apt-get', ['update'], { env });
  const result = await run('apt-get', ['install', '--yes', '--no-install-recommends', 'chromium'], {
    env,
  });
  return {
    browser: result.ok ? systemBrowser() : null,
    reason: `Distribution package: apt-get could not install chromium:\n${tail(result.output, 6)}`,
  };
}

function isDebian() {
  try {
    return /^ID="?debian"?$/m.test(fs.readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Some systems ship a wrapper that only says where to get the real one. */
function works(file) {
  if (!fs.existsSync(file)) return false;
  // On Windows this would open a window.
  if (process.platform === 'win32') return true;
  return spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}
