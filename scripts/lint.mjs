import './lib/node-version.mjs';
import { CHECKS } from './lib/checks.mjs';
import { describeFailure } from './lib/failure.mjs';
import { install, isInstalled } from './lib/install.mjs';

try {
  if (!isInstalled()) await install();
  for (const { name, passes } of CHECKS) {
    const ok = await passes();
    console.log(`${ok ? '✓' : '✗'} ${name}`);
    if (!ok) process.exitCode = 1;
  }
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
