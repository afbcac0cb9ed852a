import { randomUUID } from 'node:crypto';
import { socle } from './application.mjs';
import { interleave, sequence, summary } from './measure.mjs';

const COLLEAGUES = 10;

/**
 * The price of rights: the same requests by one who sees the contacts of a team (three people in ten)
 * and by one who sees all, and the team's list as the plain SQL that any correct answer needs.
 */
export async function measureRights({ pool, workspace, application, cases, allKey }) {
  const { key, team } = await sellerInTeam(pool, workspace);
  const results = {};
  for (const [name, query] of Object.entries(cases)) {
    const path = name === 'record' ? await recordOf(pool, workspace, team[0]) : query.path;
    const as = (bearer) => () =>
      sequence(`${application.url}${path}`, { authorization: `Bearer ${bearer}` }, query.requests);
    const sides = await interleave({ team: as(key), all: as(allKey) });
    results[name] = {
      ...summary(sides),
      ratioToAll: Number((Math.min(...sides.team) / Math.min(...sides.all)).toFixed(2)),
    };
  }
  return results;
}

async function sellerInTeam(pool, workspace) {
  const people = [];
  for (let n = 0; n < COLLEAGUES; n += 1) {
    people.push(
      await socle(
        ...['user', 'create', '--email', `seller${n}@socle.example`, '--name', `Seller ${n}`],
        ...[
          '--role',
          'manager',
          '--workspace',
          workspace,
          '--password',
          `a seller’s own password ${n}`,
        ],
      ),
    );
  }
  await pool.query(
    `update core_contact set owner_id = ($2::uuid[])[1 + (abs(hashtext(id::text)) % ${COLLEAGUES})] where workspace_id = $1`,
    [workspace, people],
  );
  await pool.query('vacuum analyze core_contact');
  const team = people.slice(0, 3);
  const [role, teamId] = [randomUUID(), randomUUID()];
  const rights = { permissions: { 'core.contact.read': 'team' }, fields: {} };
  await pool.query(
    `insert into socle_role (workspace_id, id, name, based_on, rights) values ($1, $2, 'Team', 'manager', $3)`,
    [workspace, role, JSON.stringify(rights)],
  );
  await pool.query(
    'update socle_membership set role_id = $3 where workspace_id = $1 and user_id = $2',
    [workspace, team[0], role],
  );
  await pool.query(`insert into socle_team (workspace_id, id, name) values ($1, $2, 'North')`, [
    workspace,
    teamId,
  ]);
  await pool.query(
    'insert into socle_team_member (workspace_id, team_id, user_id) select $1, $2, unnest($3::uuid[])',
    [workspace, teamId, team],
  );
  const key = await socle('apikey', 'create', '--user', 'seller0@socle.example', '--name', 'bench');
  return { key, team };
}

async function recordOf(pool, workspace, owner) {
  const { rows } = await pool.query(
    'select id from core_contact where workspace_id = $1 and owner_id = $2 limit 1',
    [workspace, owner],
  );
  return `/api/v1/contacts/${rows[0].id}`;
}

/** Sign-ins per second, one after another, against the bare hash that each of them needs. */
export async function measureSignIns(application, account) {
  const { hash, verify } = await import('@node-rs/argon2');
  const stored = await hash(account.password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const time = async (act) => {
    const rounds = 25;
    const started = performance.now();
    for (let i = 0; i < rounds; i += 1) await act();
    return (performance.now() - started) / rounds;
  };
  const sides = { ours: [], hash: [] };
  for (let round = 0; round < 5; round += 1) {
    sides.ours.push(await time(() => application.signIn(account)));
    sides.hash.push(await time(() => verify(stored, account.password)));
  }
  const best = Math.min(...sides.ours);
  return {
    perSecond: Math.round(1000 / best),
    ratioToHash: Number((best / Math.min(...sides.hash)).toFixed(2)),
  };
}
