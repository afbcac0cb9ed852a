import path from 'node:path';
import { Failure } from './failure.mjs';
import { ROOT } from './paths.mjs';

/**
 * The settings the scripts themselves need before the application can check its own.
 * @typedef {object} Settings
 * @property {number} port
 * @property {string} host
 * @property {string} dataDir absolute path
 * @property {string | null} databaseUrl null: the embedded server is used
 * @property {'all' | 'web' | 'worker'} process
 * @property {string | null} secretKey
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 * @throws {Failure} naming every variable whose value is wrong
 */
export function readSettings(env) {
  const problems = [];
  const given = (name) => (env[name] === undefined || env[name] === '' ? null : env[name]);
  const check = (name, isValid, expectation) => {
    const value = given(name);
    if (value !== null && !isValid(value))
      problems.push(`${name} ${expectation}; it is "${value}"`);
    return value;
  };

  const port = check('PORT', isPort, 'must be a number from 1 to 65535');
  const processKind = check(
    'SOCLE_PROCESS',
    (value) => ['all', 'web', 'worker'].includes(value),
    'must be all, web or worker',
  );
  check('SOCLE_DEMO', (value) => value === '0' || value === '1', 'must be 0 or 1');
  const databaseUrl = given('DATABASE_URL');
  // Neither the address of the database nor the key is repeated: terminals end up in bug reports.
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    problems.push('DATABASE_URL must start with postgres:// or postgresql://');
  }
  const secretKey = given('SOCLE_SECRET_KEY');
  if (secretKey && secretKey.length < 32) {
    problems.push('SOCLE_SECRET_KEY must have at least 32 characters');
  }
  if (problems.length > 0) {
    throw new Failure(problems.join('\n'), {
      hint: 'correct or unset it; the settings are listed in README.md.',
    });
  }
  return {
    port: port === null ? 3000 : Number(port),
    host: given('HOST') ?? '127.0.0.1',
    dataDir: path.resolve(ROOT, given('SOCLE_DATA_DIR') ?? '.socle'),
    databaseUrl,
    process: /** @type {Settings['process']} */ (processKind ?? 'all'),
    secretKey,
  };
}

const isPort = (value) => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535;

/**
 * The environment of the application's processes.
 * @param {Settings & { databaseUrl: string, secretKey: string }} settings
 * @param {{ dev?: boolean, base?: NodeJS.ProcessEnv }} [options]
 * @returns {NodeJS.ProcessEnv}
 */
export function applicationEnv(settings, { dev = false, base = process.env } = {}) {
  return {
    ...base,
    NODE_ENV: dev ? 'development' : 'production',
    PORT: String(settings.port),
    HOST: settings.host,
    DATABASE_URL: settings.databaseUrl,
    SOCLE_DATA_DIR: settings.dataDir,
    SOCLE_SECRET_KEY: settings.secretKey,
    SOCLE_PROCESS: settings.process,
  };
}
