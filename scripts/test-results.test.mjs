import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closingLine, playwrightTally, sum, vitestTally } from './lib/test-results.mjs';

let directory;
let reports = 0;

beforeAll(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'socle-report-'));
});
afterAll(() => fs.rmSync(directory, { recursive: true }));

function report(content) {
  reports += 1;
  const file = path.join(directory, `${reports}.json`);
  fs.writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitest = (changes) =>
  report({ numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, testResults: [], ...changes });

describe('the closing line', () => {
  it('names skipped tests only when there are some', () => {
    expect(closingLine({ passed: 2, failed: 0, skipped: 0 })).toBe('2 passed, 0 failed');
    expect(closingLine({ passed: 2, failed: 1, skipped: 3 })).toBe('2 passed, 1 failed, 3 skipped');
  });

  it('adds up every runner', () => {
    const tallies = [
      vitestTally(vitest({}), true),
      playwrightTally(
        report({ stats: { expected: 4, flaky: 1, unexpected: 2, skipped: 0 } }),
        false,
      ),
    ];
    expect(sum(tallies)).toEqual({ passed: 8, failed: 2, skipped: 1 });
  });

  it('counts a file that could not be loaded', () => {
    const testResults = [{ status: 'failed', assertionResults: [] }];
    expect(vitestTally(vitest({ testResults }), false).failed).toBe(1);
  });

  it('never takes a runner that gave up for a success', () => {
    expect(vitestTally(vitest({}), false).failed).toBe(1);
    expect(vitestTally('/nowhere/report.json', true).failed).toBe(1);
    const stats = { expected: 0, flaky: 0, unexpected: 0, skipped: 0 };
    expect(playwrightTally(report({ stats, errors: [] }), false).failed).toBe(1);
  });
});
