import { redirect } from '@remix-run/node';
import { Form, useLoaderData, useSearchParams } from '@remix-run/react';
import {
  activeMembers,
  changeTeam,
  createTeam,
  deleteTeam,
  listTeams,
  setTeamMember,
} from '@socle/plugin-sdk/kernel';
import { intents } from '@socle/plugin-sdk/server';
import {
  ButtonLink,
  Callout,
  Columns,
  EmptyState,
  FormActions,
  FormErrors,
  Panel,
  Prose,
  SelectField,
  Stack,
  SubmitButton,
  TextField,
  useAnswer,
  useT,
} from '@socle/plugin-sdk/web';
import { Network, Plus } from 'lucide-react';
import { z } from 'zod';
import { hostAction, hostLoader } from '../shell/host-page.server';
import { titled } from '../shell/page-title';
import { byOf } from '../shell/people.server';
import { SettingsPage } from '../shell/settings-page';
import { TeamEditor, TeamTree } from '../shell/team-tree';
import { useRefusalOf } from '../shell/use-refusal-of';

export const handle = { live: [] };

export const meta = titled('shell.settings.page.teams');

export const loader = hostLoader({ permission: 'admin' }, async ({ host, workspaceId }) => ({
  teams: await listTeams(host, workspaceId),
  members: await activeMembers(host, workspaceId),
}));

const gate = { permission: 'admin' } as const;
const at = (team: string) => redirect(`/settings/teams?team=${team}&saved`);
const zParent = z
  .string()
  .default('')
  .transform((id) => id || null);

export const action = intents({
  create: hostAction(
    { ...gate, input: z.object({ name: z.string(), parentId: zParent }) },
    async (args) => at(await createTeam(args.host, byOf(args), args.input)),
  ),
  change: hostAction(
    { ...gate, input: z.object({ id: z.string(), name: z.string(), parentId: zParent }) },
    async (args) => {
      await changeTeam(args.host, byOf(args), args.input.id, args.input);
      return at(args.input.id);
    },
  ),
  remove: hostAction({ ...gate, input: z.object({ id: z.string() }) }, async (args) => {
    await deleteTeam(args.host, byOf(args), args.input.id);
    return redirect('/settings/teams?removed');
  }),
  place: hostAction(
    {
      ...gate,
      input: z.object({
        teamId: z.string(),
        userId: z.string(),
        place: z.enum(['manager', 'member', 'none']),
      }),
    },
    async (args) => {
      await setTeamMember(args.host, byOf(args), args.input);
      return at(args.input.teamId);
    },
  ),
});

/** The tree of teams; one of them is open to be changed. */
export default function Teams() {
  const t = useT();
  const { teams, members } = useLoaderData<typeof loader>();
  const answer = useAnswer<typeof action>();
  const [search] = useSearchParams();
  const open = teams.find(({ id }) => id === search.get('team'));
  const isNew = search.has('new') || teams.length === 0;
  return (
    <SettingsPage
      actions={
        !isNew && (
          <ButtonLink variant="primary" icon={Plus} to="/settings/teams?new">
            {t('shell.teams.add')}
          </ButtonLink>
        )
      }
    >
      <Stack gap="loose">
        {(search.has('saved') || search.has('removed')) && !answer && (
          <Callout tone="success" isLive>
            {t(search.has('removed') ? 'shell.teams.removed' : 'shell.teams.saved')}
          </Callout>
        )}
        <Prose>{t('shell.teams.text')}</Prose>
        {isNew && (
          <Panel title={t('shell.teams.add')}>
            <CreateTeam key={teams.length} answer={answer} />
          </Panel>
        )}
        <Columns min="wide">
          {teams.length > 0 ? (
            <Panel title={t('shell.teams.tree')} isFlush>
              <TeamTree teams={teams} openId={open?.id} />
            </Panel>
          ) : (
            <EmptyState
              icon={Network}
              title={t('shell.teams.none')}
              text={t('shell.teams.noneText')}
            />
          )}
          {open && (
            <TeamEditor key={open.id} team={open} teams={teams} members={members} answer={answer} />
          )}
        </Columns>
      </Stack>
    </SettingsPage>
  );
}

function CreateTeam({ answer }: { answer: unknown }) {
  const t = useT();
  const { teams } = useLoaderData<typeof loader>();
  const { errors, formErrors, value } = useRefusalOf(answer, 'create');
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="create" />
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        <Columns>
          <TextField
            name="name"
            label={t('shell.teams.name')}
            maxLength={60}
            autoComplete="off"
            defaultValue={value('name')}
            error={errors?.name}
            required
          />
          {teams.length > 0 && (
            <SelectField
              name="parentId"
              label={t('shell.teams.parent')}
              emptyLabel={t('shell.teams.top')}
              options={teams.map(({ id, name, depth }) => ({
                value: id,
                label: `${'\u2003'.repeat(depth)}${name}`,
              }))}
              defaultValue={value('parentId')}
              error={errors?.parentId}
            />
          )}
        </Columns>
      </Stack>
      <FormActions>
        <SubmitButton>{t('shell.teams.submit')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
