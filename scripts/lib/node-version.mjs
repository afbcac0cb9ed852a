// Imported first and free of recent syntax, so that an old Node.js says what it needs instead of
// failing on something unrelated.
const MINIMUM = [20, 19];
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  console.error(
    `Socle needs Node.js ${MINIMUM.join('.')} or newer; this is ${process.version}.\n` +
      'What to do: install the current LTS version from https://nodejs.org and try again.',
  );
  process.exit(1);
}
