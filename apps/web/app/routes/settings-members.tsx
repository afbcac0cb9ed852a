import { redirect } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import {
  countMembers,
  invite,
  listMembers,
  listRoles,
  listTeams,
  MEMBER_STATES,
  pendingInvitations,
  resendInvitation,
  revokeInvitation,
} from '@socle/plugin-sdk/kernel';
import { intents } from '@socle/plugin-sdk/server';
import {
  ButtonLink,
  EmptyState,
  FilterBar,
  FilterSelect,
  Pager,
  Panel,
  SearchField,
  Section,
  Toolbar,
  useAnswer,
  useT,
} from '@socle/plugin-sdk/web';
import { UserPlus, Users } from 'lucide-react';
import { z } from 'zod';
import { FreshGate } from '../shell/fresh-gate';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { InvitationTable } from '../shell/invitation-table';
import { InviteForm, InviteOutcome } from '../shell/invite-form';
import { MemberTable } from '../shell/member-table';
import { titled } from '../shell/page-title';
import { baseUrlOf, byOf } from '../shell/people.server';
import { isFresh, requireFresh } from '../shell/re-authentication.server';
import { useRoleName } from '../shell/role-words';
import { SettingsPage } from '../shell/settings-page';

const HERE = '/settings/members';

export const handle = { live: [] };

export const meta = titled('shell.settings.page.members');

export const loader = hostLoader({ permission: 'admin' }, async (args) => {
  const { host, workspaceId, url, session } = args;
  const given = (name: string) => url.searchParams.get(name)?.trim() || undefined;
  const state = MEMBER_STATES.find((known) => known === given('state'));
  const asked = {
    ...(given('q') && { search: given('q') }),
    ...(given('role') && { role: given('role') }),
    ...(given('team') && { teamId: given('team') }),
    ...(state && { state }),
  } as Parameters<typeof listMembers>[2];
  const [page, total, roles, teams, invitations] = await Promise.all([
    listMembers(host, workspaceId, { ...asked, cursor: url.searchParams.get('cursor') }),
    countMembers(host, workspaceId, asked),
    listRoles(host, workspaceId),
    listTeams(host, workspaceId),
    pendingInvitations(host, workspaceId),
  ]);
  const mayGiveAll = session.role === 'owner';
  return {
    ...page,
    total,
    roles: roles.map(({ id, builtIn, name }) => ({ id, builtIn, name })),
    givenRoles: roles
      .filter(({ builtIn }) => mayGiveAll || (builtIn !== 'owner' && builtIn !== 'admin'))
      .map(({ id, builtIn, name }) => ({ id, builtIn, name })),
    teams: teams.map(({ id, name, depth }) => ({ id, name, depth })),
    invitations,
    isMailing: host.mailer.isConfigured,
    isFresh: isFresh(args),
  };
});

export const action = intents({
  invite: hostAction(
    {
      permission: 'admin',
      input: z.object({ emails: z.string(), role: z.string(), teamId: z.string().default('') }),
    },
    async (args) => {
      await requireFresh(args);
      const { host, input, locale } = args;
      const outcomes = await invite(
        host,
        byOf(args),
        { ...input, teamId: input.teamId || null },
        { baseUrl: baseUrlOf(args), locale },
      );
      return { outcomes };
    },
  ),
  resend: hostAction({ permission: 'admin', input: z.object({ id: z.string() }) }, async (args) => {
    const { host, input, locale } = args;
    const delivery = { baseUrl: baseUrlOf(args), locale };
    return { outcomes: [await resendInvitation(host, byOf(args), input.id, delivery)] };
  }),
  revoke: hostAction({ permission: 'admin', input: z.object({ id: z.string() }) }, async (args) => {
    await revokeInvitation(args.host, byOf(args), args.input.id);
    return redirect(HERE);
  }),
});

export default function Members() {
  const t = useT();
  const page = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const outcomes = answer && 'outcomes' in answer ? answer.outcomes : null;
  return (
    <SettingsPage
      isFlush
      count={page.total}
      actions={
        <ButtonLink to="#invite" icon={UserPlus}>
          {t('shell.members.invite')}
        </ButtonLink>
      }
    >
      <Filters />
      <MemberTable
        members={page.members}
        empty={
          <EmptyState
            icon={Users}
            title={t('shell.members.none')}
            text={t('shell.members.noneText')}
            actions={<ButtonLink to={HERE}>{t('shell.members.clear')}</ButtonLink>}
          />
        }
      />
      <MemberPager />
      <div className="grid gap-6 px-(--page-inset) py-6">
        {outcomes && <InviteOutcome outcomes={outcomes} />}
        {page.invitations.length > 0 && (
          <Panel title={t('shell.invitations.title')} isFlush>
            <InvitationTable invitations={page.invitations} />
          </Panel>
        )}
        <div id="invite" className="scroll-mt-16">
          <Section title={t('shell.members.invite')} text={t('shell.members.inviteText')}>
            <Panel>
              <FreshGate isFresh={page.isFresh}>
                <InviteForm
                  key={outcomes ? outcomes.map(({ email }) => email).join() : ''}
                  roles={page.givenRoles}
                  teams={page.teams}
                  isMailing={page.isMailing}
                  answer={answer}
                />
              </FreshGate>
            </Panel>
          </Section>
        </div>
      </div>
    </SettingsPage>
  );
}

const FILTERS = ['role', 'team', 'state'] as const;

function Filters() {
  const t = useT();
  const roleName = useRoleName();
  const { roles, teams } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const q = search.get('q') ?? '';
  const on = (name: string) => search.get(name) ?? '';
  return (
    <Toolbar>
      <SearchField label={t('shell.members.search')} defaultValue={q}>
        {FILTERS.filter(on).map((name) => (
          <input key={name} type="hidden" name={name} value={on(name)} />
        ))}
      </SearchField>
      <FilterBar
        label={t('shell.members.filters')}
        isFiltered={FILTERS.some(on)}
        clearHref={q ? `${HERE}?${new URLSearchParams({ q })}` : HERE}
      >
        {q && <input type="hidden" name="q" value={q} />}
        <FilterSelect
          name="role"
          label={t('shell.members.role')}
          value={on('role')}
          options={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
        />
        {teams.length > 0 && (
          <FilterSelect
            name="team"
            label={t('shell.members.team')}
            value={on('team')}
            options={teams.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <FilterSelect
          name="state"
          label={t('shell.members.state')}
          value={on('state')}
          options={(['active', 'deactivated'] as const).map((state) => ({
            value: state,
            label: t(`shell.members.state.${state}`),
          }))}
        />
      </FilterBar>
    </Toolbar>
  );
}

function MemberPager() {
  const { members, total, nextCursor, previousCursor } = useLoaderData<typeof loader>();
  if (!nextCursor && !previousCursor) return null;
  return (
    <Pager
      shown={members.length}
      total={total}
      previousCursor={previousCursor}
      nextCursor={nextCursor}
    />
  );
}
