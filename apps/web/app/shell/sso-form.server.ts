import type { Host } from '@socle/plugin-sdk/kernel';

/** A role newcomers may get: a built-in one without a name of its own, or one of the workspace's. */
export interface JoiningRole {
  id: string;
  name: string | null;
}

/** The roles a provider may give to newcomers; only an owner may let administrators in. */
export async function joiningRoles(
  host: Host,
  workspaceId: string,
  isOwner: boolean,
): Promise<JoiningRole[]> {
  const own = await host.database.systemQuery<{ id: string; name: string }>(
    'select id, name from socle_role where workspace_id = $1 order by lower(name)',
    [workspaceId],
  );
  const builtIn = [...(isOwner ? ['admin'] : []), 'manager', 'member', 'reader'];
  return [...builtIn.map((id) => ({ id, name: null })), ...own];
}
