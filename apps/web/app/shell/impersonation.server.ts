import { type Host, impersonationsOf, type Session } from '@socle/plugin-sdk/kernel';
import type { ImpersonationState } from './impersonation-notice';

/** What the shell has to say of acting in somebody's name. */
export async function impersonationState(
  host: Host,
  workspaceId: string,
  session: Session,
): Promise<ImpersonationState> {
  if (session.impersonatorId)
    return { actingAs: { name: session.name, endsAt: session.expiresAt }, requests: [] };
  const requests = await impersonationsOf(host, workspaceId, session.userId);
  return {
    actingAs: null,
    requests: requests.map(({ id, requestedByName, reason, state, endsAt }) => ({
      id,
      requestedByName,
      reason,
      state,
      endsAt,
    })),
  };
}
