import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../primitives/ids';
import { createTestHost, type TestHost } from '../testing/test-host';
import { rotateSecrets, SEALED_COLUMNS } from './secret-rotation';
import { openForWorkspace, type SecretKeys, sealedPrefix, sealForWorkspace } from './secrets';

const FIRST = 'the first secret of these tests, 48 characters..';
const SECOND = 'the second secret of these tests, 48 characters.';

const [sso] = SEALED_COLUMNS.filter(({ table }) => table === 'socle_sso_provider');
const PURPOSE = sso?.purpose ?? '';

let test: TestHost;
beforeAll(async () => {
  test = await createTestHost({ modules: [] });
});
afterAll(() => test?.close());

async function addSecret(keys: SecretKeys, workspaceId: string, secret: string): Promise<string> {
  const id = newId();
  await test.host.database.systemQuery(
    `insert into socle_sso_provider (workspace_id, id, name, issuer, client_id, client_secret_sealed, created_at, updated_at)
     values ($1, $2, $3, 'https://id.example', 'socle', $4, $5, $5)`,
    [workspaceId, id, id, sealForWorkspace(keys, workspaceId, PURPOSE, secret), test.host.clock()],
  );
  return id;
}

const stored = () =>
  test.host.database.systemQuery<{ id: string; workspace_id: string; sealed: string }>(
    'select id, workspace_id, client_secret_sealed as sealed from socle_sso_provider order by id',
  );

describe('P-05 changing the secret key', () => {
  it('knows every sealed column of the schema', async () => {
    const columns = await test.host.database.systemQuery<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns
       where table_schema = 'public' and column_name like '%\\_sealed' order by 1`,
    );
    expect(columns.map(({ name }) => name)).toEqual(
      SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort(),
    );
  });

  it('seals everything anew, goes on after a cut, and leaves nothing that needs the old key', async () => {
    const old: SecretKeys = { secretKey: FIRST, previousSecretKey: null };
    const changing: SecretKeys = { secretKey: SECOND, previousSecretKey: FIRST };
    const after: SecretKeys = { secretKey: SECOND, previousSecretKey: null };
    const secrets = new Map<string, string>();
    for (let i = 0; i < 5; i += 1)
      for (const { id } of [test.workspace, test.other])
        secrets.set(await addSecret(old, id, `secret ${i} of ${id}`), `secret ${i} of ${id}`);
    const { system } = test.host.database;

    // The third batch never comes: as when the process is killed.
    let batches = 0;
    const cut = new Proxy(system, {
      get(pool, key) {
        if (key !== 'connect') return Reflect.get(pool, key).bind(pool);
        return () => {
          batches += 1;
          return batches > 2 ? Promise.reject(new Error('cut')) : pool.connect();
        };
      },
    });
    await expect(rotateSecrets(changing, cut, SEALED_COLUMNS, 3)).rejects.toThrow('cut');
    const half = await stored();
    expect(half.filter(({ sealed }) => sealed.startsWith(sealedPrefix(changing)))).toHaveLength(6);
    for (const { id, workspace_id, sealed } of half)
      expect(openForWorkspace(changing, workspace_id, PURPOSE, sealed)).toBe(secrets.get(id));

    const counts = await rotateSecrets(changing, system, SEALED_COLUMNS, 3);
    expect(counts.find(({ table }) => table === 'socle_sso_provider')).toEqual({
      table: 'socle_sso_provider',
      column: 'client_secret_sealed',
      resealed: 4,
      current: 6,
      unreadable: 0,
    });
    for (const { id, workspace_id, sealed } of await stored())
      expect(openForWorkspace(after, workspace_id, PURPOSE, sealed)).toBe(secrets.get(id));
  });

  it('leaves what it cannot read as it is, and counts it', async () => {
    const lost: SecretKeys = { secretKey: 'x'.repeat(48), previousSecretKey: null };
    const id = await addSecret(lost, test.workspace.id, 'under a key that is gone');
    const before = (await stored()).find((row) => row.id === id)?.sealed;
    const keys: SecretKeys = { secretKey: SECOND, previousSecretKey: FIRST };
    const counts = await rotateSecrets(keys, test.host.database.system);
    expect(counts.find(({ table }) => table === 'socle_sso_provider')).toMatchObject({
      resealed: 0,
      current: 10,
      unreadable: 1,
    });
    expect((await stored()).find((row) => row.id === id)?.sealed).toBe(before);
  });
});
