import type { Host } from '../host';
import { CHAIN_COLUMNS, type ChainRow, sealOf } from './audit-chain';

const BATCH = 2000;

/** A place of the chain that was noted elsewhere, e.g. printed by an earlier check. */
export interface ChainMark {
  seq: number;
  hash: string;
}

/** The first thing that is wrong with a chain. */
export interface AuditProblem {
  /**
   * `changed`: the row does not have the hash it was sealed with. `missing`: no row has this place, in the
   * middle or at the end. `head`: the noted end is not that of the rows. `rewritten`: the chain is sound in
   * itself, and not the one a mark was taken from.
   */
  kind: 'changed' | 'missing' | 'head' | 'rewritten';
  seq: number;
  /** The row in question, when there is one. */
  id: string | null;
  occurredAt: string | null;
  action: string | null;
  title: string | null;
}

export interface AuditCheck {
  workspaceId: string;
  /** Rows whose seal was right, counted from the first. */
  checked: number;
  head: ChainMark;
  /** Rows that wait to be sealed. */
  unsealed: number;
  problem: AuditProblem | null;
}

/**
 * Walks a workspace's chain from its first row, batch by batch, and stops at the first thing wrong.
 * What was found is kept for the settings page.
 */
export async function verifyAudit(
  host: Pick<Host, 'database' | 'clock'>,
  workspaceId: string,
  mark?: ChainMark,
): Promise<AuditCheck> {
  const walked = await walk(host, workspaceId, mark);
  const end = await readEnd(host, workspaceId);
  await host.database.systemQuery(
    'update socle_audit_head set checked_at = $2, checked_seq = $3, problem = $4 where workspace_id = $1',
    [
      workspaceId,
      host.clock(),
      walked.place.seq,
      walked.problem ? JSON.stringify(walked.problem) : null,
    ],
  );
  return {
    workspaceId,
    checked: walked.place.seq,
    head: { seq: end.seq, hash: end.hash },
    unsealed: end.unsealed,
    problem: walked.problem,
  };
}

interface Walk {
  place: ChainMark;
  problem: AuditProblem | null;
}

async function walk(
  host: Pick<Host, 'database'>,
  workspaceId: string,
  mark?: ChainMark,
): Promise<Walk> {
  let place: ChainMark = { seq: 0, hash: '' };
  for (;;) {
    const rows = await host.database.systemQuery<ChainRow & { seq: string; hash: string }>(
      `select ${CHAIN_COLUMNS}, seq, hash from socle_audit where workspace_id = $1 and seq > $2 order by seq limit ${BATCH}`,
      [workspaceId, place.seq],
    );
    for (const row of rows) {
      const seq = place.seq + 1;
      if (Number(row.seq) !== seq) return { place, problem: missing(seq) };
      const hash = sealOf(place.hash, workspaceId, seq, row);
      if (hash !== row.hash) return { place, problem: of('changed', seq, row) };
      if (mark?.seq === seq && mark.hash !== hash)
        return { place, problem: of('rewritten', seq, row) };
      place = { seq, hash };
    }
    if (rows.length > 0) continue;
    const problem = await checkEnd(host, workspaceId, place, mark);
    // More was sealed while we walked.
    if (problem !== 'goOn') return { place, problem };
  }
}

async function checkEnd(
  host: Pick<Host, 'database'>,
  workspaceId: string,
  place: ChainMark,
  mark?: ChainMark,
): Promise<AuditProblem | null | 'goOn'> {
  const end = await readEnd(host, workspaceId);
  if (end.last > place.seq) return 'goOn';
  if (end.seq > place.seq || (mark && mark.seq > place.seq)) return missing(place.seq + 1);
  if (end.seq < place.seq || end.hash !== place.hash) return { ...missing(end.seq), kind: 'head' };
  return null;
}

interface End extends ChainMark {
  /** The last place that a row has. */
  last: number;
  unsealed: number;
}

// Head and rows in one statement: between two, a batch could be sealed.
async function readEnd(host: Pick<Host, 'database'>, workspaceId: string): Promise<End> {
  const [row] = await host.database.systemQuery<
    Record<'seq' | 'last' | 'unsealed', string> & { hash: string | null }
  >(
    `select coalesce(h.seq, 0) as seq, h.hash,
       (select coalesce(max(a.seq), 0) from socle_audit a where a.workspace_id = $1) as last,
       (select count(*) from socle_audit a where a.workspace_id = $1 and a.seq is null) as unsealed
     from (select 1) one left join socle_audit_head h on h.workspace_id = $1`,
    [workspaceId],
  );
  return {
    seq: Number(row?.seq ?? 0),
    hash: row?.hash ?? '',
    last: Number(row?.last ?? 0),
    unsealed: Number(row?.unsealed ?? 0),
  };
}

const missing = (seq: number): AuditProblem => ({
  kind: 'missing',
  seq,
  id: null,
  occurredAt: null,
  action: null,
  title: null,
});

const of = (kind: AuditProblem['kind'], seq: number, row: ChainRow): AuditProblem => ({
  kind,
  seq,
  id: row.id,
  occurredAt: `${row.occurred_at}Z`,
  action: row.action,
  title: row.title,
});
