import { ownersIn } from './access/access';
import type { Host } from './host';
import type { Change } from './realtime';
import { accessOf } from './request-scope';
import type { Session } from './workspace-state';

/** What of a change a session may hear of: the records it sees; null when it is none of its business. */
export async function heardBy(
  host: Host,
  session: Session,
  change: Change,
): Promise<Change | null> {
  const record = host.registry.records.get(change.recordType);
  if (!record) return change;
  const access = await accessOf(host, session);
  const owners = ownersIn(access, record.permissions.read);
  if (owners === 'all') return change;
  if (owners.length === 0) return null;
  // Too many to be named: the page looks again, and finds what it may see.
  if (change.ids.length === 0) return change;
  const visible = await host.transaction(change.workspaceId, access, false, ({ query }) =>
    query<{ id: string }>(
      `select id from "${record.table}" where workspace_id = $1 and id = any($2::uuid[])`,
      [change.workspaceId, change.ids],
    ),
  );
  return visible.length === 0 ? null : { ...change, ids: visible.map(({ id }) => id) };
}
