import type { By } from '@socle/plugin-sdk/kernel';
import type { HostArgs, MemberArgs } from './host-page.server';

/** On whose word a page changes people and rights. */
export const byOf = ({ session, workspaceId }: MemberArgs): By => ({
  workspaceId,
  userId: session.userId,
  via: 'screen',
  impersonatorId: session.impersonatorId,
});

/** Address of the installation as the outside sees it, for links that are sent. */
export const baseUrlOf = ({ host, url }: Pick<HostArgs, 'host' | 'url'>): string =>
  host.config.publicUrl ?? url.origin;
