import { build, buildPlugins, isBuilt } from './build.mjs';
import { install, isInstalled } from './install.mjs';

/**
 * Brings the checkout to where it can run: packages installed, application built. What is up to date
 * costs a few milliseconds.
 * @param {import('./terminal.mjs').Reporter} reporter
 * @param {{ dev?: boolean, quiet?: boolean, onBetween?: () => void }} [options] `quiet` keeps silent about steps that have nothing to do; `onBetween` may throw to end it early
 */
export async function prepare(reporter, { dev = false, quiet = false, onBetween } = {}) {
  await stepUnless(isInstalled(), 'Dependencies', 'up to date', install);
  onBetween?.();
  if (dev) await stepUnless(false, 'Plugins', '', buildPlugins);
  else await stepUnless(isBuilt(), 'Build', 'up to date', build);
  onBetween?.();

  async function stepUnless(isDone, title, note, work) {
    if (isDone) {
      if (!quiet) reporter.begin(title).done(note);
      return;
    }
    await reporter.step(title, (step) => work(step.progress));
  }
}
