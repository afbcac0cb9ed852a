import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInstallation } from './test-support/installation.mjs';

let installation;
let company;

beforeAll(async () => {
  installation = await createInstallation();
  await installation.socle('migrate');
  company = await installation.company('Atelier Martin');
  await installation.socle('workspace', 'create', '--name', 'Maison Durand');
});
afterAll(() => installation?.remove());

const insert = (title) =>
  installation.query(
    `insert into socle_audit (workspace_id, id, occurred_at, via, action, title)
     values ($1, gen_random_uuid(), clock_timestamp(), 'screen', 'created', $2)`,
    [company.workspaceId, title],
  );

/** As somebody who has the database in hand, in the middle of the log. */
async function tamper(sql) {
  await installation.query('alter table socle_audit disable trigger all');
  await installation.query(sql, [company.workspaceId]);
  await installation.query('alter table socle_audit enable trigger all');
}

const verify = (...more) => installation.run(['audit', 'verify', ...more]);
const own = () => ['--workspace', company.workspaceId];

describe('P-04 audit verify', () => {
  it('finds an untouched log intact, of every workspace or of one, and prints its end', async () => {
    for (const title of ['one', 'two', 'three']) await insert(title);
    const all = await installation.spawn(['audit', 'verify']);
    expect(all).toMatchObject({ code: 0, stderr: '' });
    expect(all.stdout).toMatch(
      /^ok {5}Atelier Martin: \d+ entries intact\. End: \d+:[0-9a-f]{64}$/m,
    );
    expect(all.stdout).toMatch(/^ok {5}Maison Durand: 0 entries intact\.$/m);
    const one = await verify(...own(), '--json');
    const [check, ...others] = JSON.parse(one.stdout);
    expect(others).toEqual([]);
    expect(check).toMatchObject({ workspaceId: company.workspaceId, problem: null, unsealed: 0 });
    const end = `${check.head.seq}:${check.head.hash}`;
    expect(await verify(...own(), '--expect', end)).toMatchObject({ code: 0 });
  });

  it('finds a log that came back from a backup intact, and as closed as it was', async () => {
    const file = path.join(installation.dataDir, 'backup.tar.gz');
    await installation.socle('backup', file);
    const other = await createInstallation();
    try {
      await other.socle('restore', file);
      const { code, stdout } = await other.run(['audit', 'verify', ...own(), '--json']);
      expect(code).toBe(0);
      expect(JSON.parse(stdout)[0].checked).toBeGreaterThanOrEqual(3);
      await expect(other.query('delete from socle_audit')).rejects.toThrow(/never changed/);
    } finally {
      await other.remove();
    }
  });

  it('takes an end that is not that of this log for what it is', async () => {
    const wrong = `1:${'0'.repeat(64)}`;
    const { code, stdout } = await verify(...own(), '--expect', wrong);
    expect(code).toBe(1);
    expect(stdout).toContain('entry 1 is not the one the given end was taken from');
    expect((await verify(...own(), '--expect', 'nonsense')).code).toBe(2);
  });

  it('names the entry in which one byte was changed, and ends with 1', async () => {
    await tamper(`update socle_audit set title = 'twp' where workspace_id = $1 and title = 'two'`);
    const { code, stdout, stderr } = await verify();
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^WRONG {2}Atelier Martin: entry \d+ is not as it was sealed\. \(.*, created, twp\)/m,
    );
    expect(stdout).toContain('ok     Maison Durand');
    expect(stderr).toContain('1 log(s) not intact');
    const { stdout: json } = await verify(...own(), '--json');
    expect(JSON.parse(json)[0].problem).toMatchObject({ kind: 'changed', title: 'twp' });
  });

  it('names the place of an entry that was taken out', async () => {
    await tamper(`delete from socle_audit where workspace_id = $1 and title = 'twp'`);
    const { code, stdout } = await verify(...own());
    expect(code).toBe(1);
    expect(stdout).toMatch(/^WRONG {2}Atelier Martin: entry \d+ is missing\./);
  });
});
