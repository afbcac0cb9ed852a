import fs from 'node:fs';

/**
 * @typedef {object} Tally
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/** @param {boolean} ok @returns {Tally} */
export const tallyOf = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const tally of tallies) for (const key of Object.keys(total)) total[key] += tally[key];
  return total;
}

/** @param {Tally} tally */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Counts the tests of Vitest.
 * @param {string} file its JSON report
 * @param {boolean} exitedWell
 * @returns {Tally}
 */
export function vitestTally(file, exitedWell) {
  const report = readReport(file);
  if (!report) return tallyOf(false);
  // A file that cannot even be loaded has no tests in it that could fail.
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.every(isNotFailed),
  ).length;
  return atLeastOneFailure(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken,
      skipped: report.numPendingTests + (report.numTodoTests ?? 0),
    },
    exitedWell,
  );
}

/**
 * Counts the tests of Playwright.
 * @param {string} file its JSON report
 * @param {boolean} exitedWell
 * @returns {Tally}
 */
export function playwrightTally(file, exitedWell) {
  const report = readReport(file);
  if (!report) return tallyOf(false);
  const { expected, flaky, unexpected, skipped } = report.stats;
  return atLeastOneFailure(
    { passed: expected + flaky, failed: unexpected + (report.errors?.length ?? 0), skipped },
    exitedWell,
  );
}

const isNotFailed = (assertion) => assertion.status !== 'failed';

/** A runner that gives up outside of any test must not look like a success. */
function atLeastOneFailure(tally, exitedWell) {
  return exitedWell || tally.failed > 0 ? tally : { ...tally, failed: 1 };
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
