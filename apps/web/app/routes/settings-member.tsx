import { redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import {
  activeMembers,
  askImpersonation,
  changeRole,
  countOwned,
  deactivateMember,
  endImpersonation,
  getMember,
  handOver,
  handoversOf,
  impersonationsBy,
  listRoles,
  listTeams,
  reactivateMember,
  sendWayBack,
  setTeamMember,
  undoHandover,
} from '@socle/plugin-sdk/kernel';
import { intents } from '@socle/plugin-sdk/server';
import {
  Avatar,
  Badge,
  Callout,
  Columns,
  DescriptionList,
  Panel,
  Stack,
  Time,
  useAnswer,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { FreshGate } from '../shell/fresh-gate';
import { hostAction, hostLoader, type MemberArgs } from '../shell/host-page.server';
import { InviteOutcome } from '../shell/invite-form';
import { MemberRole, MemberState, WayBack } from '../shell/member-forms';
import { HandOverPanel } from '../shell/member-hand-over';
import { ImpersonationPanel } from '../shell/member-impersonation';
import { MemberTeams } from '../shell/member-teams';
import { titled } from '../shell/page-title';
import { byOf } from '../shell/people.server';
import { isFresh, requireFresh } from '../shell/re-authentication.server';
import { SettingsPage } from '../shell/settings-page';

export const handle = { live: [] };

export const meta = titled('shell.settings.page.members');

export const loader = hostLoader({ permission: 'admin' }, async (args) => {
  const { host, workspaceId, params, session } = args;
  const userId = params.userId ?? '';
  const member = await getMember(host, workspaceId, userId);
  const [roles, teams, owned, handovers, others, asked] = await Promise.all([
    listRoles(host, workspaceId),
    listTeams(host, workspaceId),
    countOwned(host, workspaceId, userId),
    handoversOf(host, workspaceId, userId),
    activeMembers(host, workspaceId),
    impersonationsBy(host, workspaceId, session.userId, userId),
  ]);
  const isOwner = session.role === 'owner';
  const isAbove = member.role === 'owner' || member.role === 'admin';
  return {
    member,
    isSelf: userId === session.userId,
    // Only owners touch owners and administrators; the server checks it again.
    mayManage: isOwner || (!isAbove && userId !== session.userId),
    mayAsk: userId !== session.userId && member.role !== 'owner' && (isOwner || !isAbove),
    roles: roles
      .filter(({ builtIn }) => isOwner || (builtIn !== 'owner' && builtIn !== 'admin'))
      .map(({ id, builtIn, name }) => ({ id, builtIn, name })),
    teams: teams.map(({ id, name, depth }) => ({ id, name, depth })),
    owned,
    handovers,
    others: others.filter((other) => other.userId !== userId),
    asked,
    isMailing: host.mailer.isConfigured,
    isFresh: isFresh(args),
  };
});

const back = ({ params }: MemberArgs, done: string) =>
  redirect(`/settings/members/${params.userId}?done=${done}`);

const gate = { permission: 'admin' } as const;
const nothing = z.object({});

export const action = intents({
  role: hostAction({ ...gate, input: z.object({ role: z.string() }) }, async (args) => {
    await requireFresh(args);
    await changeRole(args.host, byOf(args), args.params.userId ?? '', args.input.role);
    return back(args, 'role');
  }),
  team: hostAction(
    {
      ...gate,
      input: z.object({ teamId: z.string(), place: z.enum(['manager', 'member', 'none']) }),
    },
    async (args) => {
      await setTeamMember(args.host, byOf(args), {
        ...args.input,
        userId: args.params.userId ?? '',
      });
      return back(args, 'team');
    },
  ),
  deactivate: hostAction({ ...gate, input: nothing }, async (args) => {
    await requireFresh(args);
    await deactivateMember(args.host, byOf(args), args.params.userId ?? '');
    return back(args, 'deactivate');
  }),
  reactivate: hostAction({ ...gate, input: nothing }, async (args) => {
    await requireFresh(args);
    await reactivateMember(args.host, byOf(args), args.params.userId ?? '');
    return back(args, 'reactivate');
  }),
  handOver: hostAction({ ...gate, input: z.object({ toUser: z.string() }) }, async (args) => {
    await requireFresh(args);
    const { toUser } = args.input;
    await handOver(args.host, byOf(args), { fromUser: args.params.userId ?? '', toUser });
    return back(args, 'handOver');
  }),
  undo: hostAction({ ...gate, input: z.object({ id: z.string() }) }, async (args) => {
    await requireFresh(args);
    await undoHandover(args.host, byOf(args), args.input.id);
    return back(args, 'undo');
  }),
  wayBack: hostAction({ ...gate, input: nothing }, async (args) => {
    await requireFresh(args);
    return { wayBack: await sendWayBack(args.host, byOf(args), args.params.userId ?? '') };
  }),
  ask: hostAction({ ...gate, input: z.object({ reason: z.string() }) }, async (args) => {
    await requireFresh(args);
    const { reason } = args.input;
    await askImpersonation(args.host, byOf(args), { userId: args.params.userId ?? '', reason });
    return back(args, 'ask');
  }),
  withdraw: hostAction({ ...gate, input: z.object({ id: z.string() }) }, async (args) => {
    await endImpersonation(args.host, byOf(args), args.input.id);
    return back(args, 'withdraw');
  }),
});

const DONE = [
  'role',
  'team',
  'deactivate',
  'reactivate',
  'handOver',
  'undo',
  'ask',
  'withdraw',
] as const;

export default function Member() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const { member, mayManage } = page;
  const answer = useAnswer<typeof action>();
  const [search] = useSearchParams();
  const done = DONE.find((act) => act === search.get('done'));
  const wayBack = answer && 'wayBack' in answer ? answer.wayBack : null;
  return (
    <SettingsPage
      title={member.name}
      badge={member.deactivatedAt && <Badge>{t('shell.members.state.deactivated')}</Badge>}
    >
      <Stack gap="loose">
        {done && !answer && (
          <Callout tone="success" isLive>
            {t(`shell.member.done.${done}`, { name: member.name })}
          </Callout>
        )}
        {wayBack && <InviteOutcome outcomes={[wayBack]} />}
        <Columns min="wide">
          <Facts />
          <MemberTeams member={member} teams={page.teams} answer={answer} />
        </Columns>
        {mayManage ? (
          <FreshGate isFresh={page.isFresh}>
            <Columns min="wide">
              <MemberRole member={member} roles={page.roles} answer={answer} />
              <HandOverPanel {...page} answer={answer} />
              {page.mayAsk && !member.deactivatedAt && (
                <ImpersonationPanel member={member} asked={page.asked} answer={answer} />
              )}
              {!page.isSelf && !member.deactivatedAt && (
                <WayBack member={member} isMailing={page.isMailing} answer={answer} />
              )}
              {!page.isSelf && <MemberState member={member} owned={page.owned} answer={answer} />}
            </Columns>
          </FreshGate>
        ) : (
          <Callout tone="muted">
            {t(page.isSelf ? 'shell.member.self' : 'shell.member.above')}
          </Callout>
        )}
      </Stack>
    </SettingsPage>
  );
}

function Facts() {
  const t = useT();
  const { member } = useLoaderData<typeof loader>();
  return (
    <Panel>
      <Stack>
        <Avatar name={member.name} size="large" />
        <DescriptionList
          facts={[
            { key: 'email', label: t('shell.members.email'), value: member.email },
            {
              key: 'role',
              label: t('shell.members.role'),
              value: member.roleName ?? t(`shell.role.${member.role}`),
            },
            {
              key: 'joined',
              label: t('shell.member.joined'),
              value: <Time at={member.joinedAt} mode="date" />,
            },
            ...(member.seenAt
              ? [
                  {
                    key: 'seen',
                    label: t('shell.members.seen'),
                    value: <Time at={member.seenAt} />,
                  },
                ]
              : []),
          ]}
        />
      </Stack>
    </Panel>
  );
}
