import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInstallation, SECRET_KEY } from './test-support/installation.mjs';

let installation;

beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation?.remove());

const findings = async (env) => {
  const { code, stdout, stderr } = await installation.run(['doctor', '--json'], env);
  const bySubject = Object.fromEntries(JSON.parse(stdout).map((f) => [f.subject, f]));
  return { code, stderr, bySubject };
};

const expectOneProblem = ({ code, stderr, bySubject }, subject, message) => {
  expect(bySubject[subject]).toMatchObject({ isFine: false });
  expect(bySubject[subject].message).toMatch(message);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '1 problem(s) found.\n' });
};

describe('O-04 doctor', () => {
  it('says that the schema is missing, and how to make it', async () => {
    const { code, bySubject } = await findings();
    expect(code).toBe(1);
    expect(bySubject.database.isFine).toBe(true);
    expect(bySubject.schema.message).toMatch(/kernel\/\S+.* not applied\. Run .*socle -- migrate/);
  });

  it('finds nothing wrong with what is well', async () => {
    const migrated = await installation.run(['migrate']);
    expect(migrated).toMatchObject({ code: 0, stdout: '' });
    expect(migrated.stderr).toMatch(/^applying kernel\/[\s\S]*\d+ step\(s\) applied\.\n$/);
    const { code, stderr, bySubject } = await findings();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(Object.keys(bySubject)).toEqual([
      ...['database', 'text rules', 'schema', 'application role'],
      ...['clock', 'disk', 'background work'],
    ]);
    const text = await installation.socle('doctor');
    expect(text.split('\n')).toHaveLength(7);
    expect(text).toMatch(/^ok {5}database: PostgreSQL \d+/);
  });

  it('names the fix for a database that is not there, without showing its password', async () => {
    const nobody = 'postgres://socle:topsecret@127.0.0.1:1/socle';
    const found = await findings({ DATABASE_URL: nobody });
    expectOneProblem(found, 'database', /does not answer \(.*ECONNREFUSED.*\)\. Start it/);
    expect(JSON.stringify(found)).not.toContain('topsecret');
  });

  it('names the fix for a role that sees every workspace', async () => {
    const role = `${new URL(installation.databaseUrl).pathname.slice(1)}_app`;
    await installation.query(`alter role ${role} bypassrls`);
    expectOneProblem(await findings(), 'application role', /bypass row-level security.*migrate/);
    await installation.socle('migrate');
    expect((await findings()).code).toBe(0);
  });

  it('names the fix for a data directory that cannot be written', async () => {
    const file = path.join(installation.dataDir, 'not-a-directory');
    await writeFile(file, '');
    const dataDir = path.join(file, 'below');
    expectOneProblem(
      await findings({ SOCLE_DATA_DIR: dataDir }),
      'disk',
      /cannot be written to .*set SOCLE_DATA_DIR/,
    );
  });

  it('tells work that nobody does and work that was given up', async () => {
    const workspaceId = await installation.socle('workspace', 'create', '--name', 'A');
    const addJob = (status) =>
      installation.query(
        `insert into socle_job (workspace_id, id, name, input, max_attempts, run_at, created_at, locale, status, finished_at)
         values ($1, gen_random_uuid(), 'core.import.read', '{}', 1, now() - interval '11 minutes', now(), 'en', $2,
           case when $2 = 'failed' then now() end)`,
        [workspaceId, status],
      );
    await addJob('queued');
    expectOneProblem(await findings(), 'background work', /1 job.*Is a worker running\?/);
    await installation.query('delete from socle_job');
    await addJob('failed');
    expectOneProblem(await findings(), 'background work', /1 job.* failed this week/);
    await installation.query('delete from socle_workspace');
  });
});

describe('O-04 migrate', () => {
  const tables = async () =>
    (
      await installation.query(
        `select table_name || '.' || column_name || ' ' || data_type as c from information_schema.columns
         where table_schema = 'public' order by 1`,
      )
    ).map((row) => row.c);

  it('does nothing the second time, and two at once do it once', async () => {
    const fresh = await createInstallation();
    const both = await Promise.all([fresh.run(['migrate']), fresh.run(['migrate'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const said = both.map(({ stderr }) => stderr.trim().split('\n').at(-1)).sort();
    expect(said).toEqual([expect.stringMatching(/step\(s\) applied/), 'The schema is up to date.']);
    await fresh.remove();
  });

  it('takes one module down to nothing and up again, and leaves the others alone', async () => {
    const before = await tables();
    const down = await installation.run(['migrate', '--down', 'ticketing', '--to', 'none']);
    expect(down.stderr).toMatch(/^undone ticketing\//);
    expect(down).toMatchObject({ code: 0, stdout: '' });
    const without = await tables();
    expect(before.filter((c) => !without.includes(c)).every((c) => c.startsWith('ticketing_')));
    expect(without.some((c) => c.startsWith('ticketing_'))).toBe(false);
    expect(without.some((c) => c.startsWith('core_contact.'))).toBe(true);
    await installation.socle('migrate');
    expect(await tables()).toEqual(before);
  });

  it('refuses what it does not know', async () => {
    const refusals = [
      [['--down', 'payroll', '--to', 'none'], 1, 'No module "payroll"'],
      [['--down', 'ticketing', '--to', '999-nothing'], 1, 'no migration "999-nothing"'],
      [['--down', 'ticketing'], 2, '--to is missing'],
    ];
    for (const [words, code, message] of refusals) {
      const answer = await installation.run(['migrate', ...words]);
      expect(answer, words.join(' ')).toMatchObject({ code, stdout: '' });
      expect(answer.stderr).toContain(message);
    }
    expect((await installation.run(['migrate'])).stderr).toBe('The schema is up to date.\n');
  });
});

describe('O-04 settings', () => {
  const BAD = {
    DATABASE_URL: 'mysql://me:hidden@host/db',
    SOCLE_DATABASE_APP_URL: 'host=db',
    SOCLE_SECRET_KEY: 'short-and-hidden',
    SOCLE_URL: 'crm.example.com',
    SOCLE_DEMO: 'yes',
    SOCLE_PROCESS: 'both',
    SOCLE_LOG_LEVEL: 'loud',
    SOCLE_STORAGE: 'floppy',
    SOCLE_S3_ENDPOINT: 's3.example.com',
    SOCLE_MAX_UPLOAD_MB: '0',
    SOCLE_API_RATE_LIMIT: 'many',
    SOCLE_TRUST_PROXY: 'true',
    SOCLE_METRICS_TOKEN: 'short',
    PORT: '70000',
    NODE_ENV: 'staging',
  };

  it('that are wrong stop the command and are all named, without their secrets', async () => {
    const answer = await installation.run(['doctor'], BAD);
    expect(answer).toMatchObject({ code: 1, stdout: '' });
    const named = answer.stderr
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
    expect(named.sort()).toEqual(Object.keys(BAD).sort());
    expect(answer.stderr).not.toMatch(/hidden/);
  });

  it.each([
    ['SOCLE_LOG_LEVEL', 'loud'],
    ['SOCLE_SECRET_KEY', ''],
    ['SOCLE_STORAGE', 's3'],
  ])('stop the start of the application: %s=%s', async (name, value) => {
    const error = await installation.start({ env: { [name]: value } }).catch((cause) => cause);
    expect(error).toMatchObject({ code: 1 });
    const named = name === 'SOCLE_STORAGE' ? 'SOCLE_S3_ENDPOINT' : name;
    expect(error.messages.at(-1)).toMatchObject({ failed: true, step: 'settings' });
    expect(error.messages.at(-1).message).toContain(named);
    expect(error.output).toContain(named);
  });

  it('that agree with no server say so: a wrong key, a database that is gone, a port that is taken', async () => {
    const failed = async (env) => {
      const error = await installation.start({ env }).catch((cause) => cause);
      expect(error, JSON.stringify(env)).toMatchObject({ code: 1 });
      return error.messages.at(-1);
    };
    const gone = await failed({ DATABASE_URL: 'postgres://u:topsecret@127.0.0.1:1/socle' });
    expect(gone).toMatchObject({ failed: true, step: 'database' });
    expect(gone.message).not.toContain('topsecret');
    // The application role's password is derived from the key.
    expect(await failed({ SOCLE_SECRET_KEY: `${SECRET_KEY} and more` })).toMatchObject({
      step: 'database',
    });
    const first = await installation.start({ role: 'web' });
    const taken = await failed({ PORT: String(first.port) });
    expect(taken).toMatchObject({ step: 'port' });
    expect(taken.message).toContain(`PORT=${first.port + 1}`);
    await first.stop();
  });
});

describe('O-04 O-02 plugin list, seed demo', () => {
  it('lists what is installed, from the folder of the installation', async () => {
    const names = JSON.parse(await installation.socle('plugin', 'list', '--json'));
    expect(names).toContain('@socle/core');
    expect(await installation.socle('plugin', 'list')).toBe(names.join('\n'));
  });

  it('adds a year of believable data to a workspace, and the installation is well with it', async () => {
    const { workspaceId, key } = await installation.company();
    const seeded = await installation.run(['seed', 'demo', '--workspace', workspaceId]);
    expect(seeded).toMatchObject({ code: 0, stdout: '' });
    expect(seeded.stderr).toMatch(/Sample data added\.\n$/);
    const server = await installation.start();
    const contacts = await server.api(key, '/contacts?count=true&limit=200');
    expect(contacts.body.count).toBeGreaterThan(50);
    expect(new Set(contacts.body.data.map((row) => row.name)).size).toBeGreaterThan(40);
    await server.stop();
    expect((await findings()).code).toBe(0);
  });
});
