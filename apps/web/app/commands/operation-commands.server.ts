import { existsSync } from 'node:fs';
import {
  createRegistry,
  createStorage,
  deriveKey,
  fillDemo,
  migrateDown,
  migrationSets,
  openSystemPool,
  restoreBackup,
  sha256,
  writeBackup,
} from '@socle/plugin-sdk/kernel';
import { type Command, CommandError } from './command';
import { diagnose } from './doctor.server';
import {
  configFrom,
  findWorkspace,
  hostOptions,
  migrateAll,
  withHost,
} from './installation.server';

const migrate: Command = {
  name: 'migrate',
  usage: '[--down MODULE --to MIGRATION|none]',
  summary:
    'Brings the schema up to date, or takes a module back to an earlier step (its later tables and their data go).',
  options: ['down', 'to'],
  async run({ option, required, env, io }) {
    const config = configFrom(env);
    const down = option('down');
    if (!down) {
      const ran = await migrateAll(config, (name) => io.err(`applying ${name}`));
      io.err(ran.length === 0 ? 'The schema is up to date.' : `${ran.length} step(s) applied.`);
      return;
    }
    const set = migrationSets(createRegistry(hostOptions(config).modules)).find(
      (candidate) => candidate.moduleId === down,
    );
    if (!set) throw new CommandError(`No module "${down}".`);
    const pool = openSystemPool(config, 2, () => undefined);
    try {
      const to = required('to');
      const undone = await migrateDown(config, pool, set, to === 'none' ? null : to);
      for (const name of undone) io.err(`undone ${name}`);
    } finally {
      await pool.end();
    }
  },
};

const seedDemo: Command = {
  name: 'seed demo',
  usage: '[--workspace W]',
  summary: 'Adds a year of sample data to a workspace.',
  options: ['workspace'],
  run: ({ option, env, io }) =>
    withHost(env, async (host) => {
      const workspaceId = await findWorkspace(host, option('workspace'));
      await fillDemo(host, workspaceId, ({ message }) => io.err(message));
      io.err('Sample data added.');
    }),
};

const doctor: Command = {
  name: 'doctor',
  usage: '[--json]',
  summary: 'Checks settings, database, schema, disk and clock, and says what is wrong.',
  flags: ['json'],
  async run({ flag, env, io }) {
    const findings = await diagnose(configFrom(env));
    io.out(
      flag('json')
        ? JSON.stringify(findings)
        : findings
            .map((f) => `${f.isFine ? 'ok   ' : 'WRONG'}  ${f.subject}: ${f.message}`)
            .join('\n'),
    );
    const wrong = findings.filter((finding) => !finding.isFine).length;
    if (wrong > 0) throw new CommandError(`${wrong} problem(s) found.`);
  },
};

// Lets a restore notice a wrong key before anything is written, without the archive holding the key.
const keyCheck = (secretKey: string): string => sha256(deriveKey(secretKey, 'backup check'));

const backup: Command = {
  name: 'backup',
  usage: 'FILE',
  summary: 'Writes database and files into one archive, while the application may go on working.',
  positionals: 1,
  async run({ positionals: [file = ''], env, io }) {
    const config = configFrom(env);
    if (existsSync(file)) throw new CommandError(`${file} exists already. Choose another name.`);
    const result = await writeBackup(
      { config, storage: createStorage(config) },
      file,
      keyCheck(config.secretKey),
    );
    io.err(
      `${result.tables} tables and ${result.files} files written to ${file}. Keep SOCLE_SECRET_KEY with it: a restore needs the same key.`,
    );
  },
};

const restore: Command = {
  name: 'restore',
  usage: 'FILE',
  summary: 'Fills an empty installation from an archive.',
  positionals: 1,
  async run({ positionals: [file = ''], env, io }) {
    const config = configFrom(env);
    if (!existsSync(file)) throw new CommandError(`There is no file ${file}.`);
    await migrateAll(config);
    const result = await restoreBackup(
      { config, storage: createStorage(config) },
      file,
      keyCheck(config.secretKey),
    );
    io.err(`${result.tables} tables and ${result.files} files restored.`);
  },
};

export const operationCommands: readonly Command[] = [migrate, seedDemo, doctor, backup, restore];
