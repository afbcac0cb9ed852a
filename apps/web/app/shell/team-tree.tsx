import { Form, Link } from '@remix-run/react';
import {
  Avatar,
  Badge,
  Columns,
  FormActions,
  FormErrors,
  Panel,
  Prose,
  SelectField,
  Stack,
  SubmitButton,
  Text,
  TextField,
  useT,
} from '@socle/plugin-sdk/web';
import { useRefusalOf } from './use-refusal-of';

interface TeamView {
  id: string;
  name: string;
  parentId: string | null;
  depth: number;
  members: { userId: string; name: string; isManager: boolean; isActive: boolean }[];
}

/** Teams and the teams below them, each leading to its own. */
export function TeamTree({ teams, openId }: { teams: readonly TeamView[]; openId?: string }) {
  const t = useT();
  return (
    <ul className="m-0 list-none p-0">
      {teams.map((team) => (
        <li key={team.id} className="border-t border-line">
          <Link
            to={`/settings/teams?team=${team.id}`}
            preventScrollReset
            aria-current={team.id === openId ? 'true' : undefined}
            className="flex min-h-11 flex-wrap items-center gap-x-3 px-4 py-2 text-dense hover:bg-hover aria-[current]:bg-pressed"
            style={{ paddingInlineStart: `${16 + Math.min(team.depth, 6) * 20}px` }}
          >
            <Text look="strong">{team.name}</Text>
            <Text look="soft">{t('shell.teams.count', { count: team.members.length })}</Text>
          </Link>
        </li>
      ))}
    </ul>
  );
}

interface TeamEditorProps {
  team: TeamView;
  teams: readonly TeamView[];
  members: readonly { userId: string; name: string; email: string }[];
  answer: unknown;
}

/** One team: its name and place in the tree, who is in it, and the way to remove it. */
export function TeamEditor({ team, teams, members, answer }: TeamEditorProps) {
  const t = useT();
  const outside = members.filter(
    ({ userId }) => !team.members.some((member) => member.userId === userId),
  );
  return (
    <Stack>
      <Panel title={t('shell.teams.membersOf', { team: team.name })}>
        <Stack>
          {team.members.map((member) => (
            <Placed key={member.userId} teamId={team.id} member={member} />
          ))}
          {outside.length > 0 && <AddMember team={team} outside={outside} answer={answer} />}
        </Stack>
      </Panel>
      <Panel title={t('shell.teams.change')}>
        <ChangeTeam team={team} teams={teams} answer={answer} />
      </Panel>
      <Panel title={t('shell.teams.remove')}>
        <Form method="post">
          <input type="hidden" name="intent" value="remove" />
          <Stack gap="tight">
            <Prose>{t('shell.teams.removeText')}</Prose>
            <div>
              <SubmitButton variant="secondary" size="small" name="id" value={team.id}>
                {t('shell.teams.removeNamed', { team: team.name })}
              </SubmitButton>
            </div>
          </Stack>
        </Form>
      </Panel>
    </Stack>
  );
}

function Placed({ teamId, member }: { teamId: string; member: TeamView['members'][number] }) {
  const t = useT();
  const { userId, name, isManager, isActive } = member;
  const acts = isManager ? (['member', 'none'] as const) : (['manager', 'none'] as const);
  return (
    <div className="flex flex-wrap items-center gap-2 text-dense">
      <Avatar name={name} />
      <Link to={`/settings/members/${userId}`} className="min-w-0 hover:underline">
        {name}
      </Link>
      {isManager && <Badge tone="accent">{t('shell.teams.place.manager')}</Badge>}
      {!isActive && <Badge>{t('shell.members.state.deactivated')}</Badge>}
      <Form method="post" preventScrollReset className="ml-auto flex flex-wrap gap-1">
        <input type="hidden" name="intent" value="place" />
        <input type="hidden" name="teamId" value={teamId} />
        <input type="hidden" name="userId" value={userId} />
        {acts.map((place) => (
          <SubmitButton
            key={place}
            variant="secondary"
            size="small"
            name="place"
            value={place}
            isPending={false}
            aria-label={t(`shell.teams.make.${place}Named`, { name })}
          >
            {t(`shell.teams.make.${place}`)}
          </SubmitButton>
        ))}
      </Form>
    </div>
  );
}

function AddMember({
  team,
  outside,
  answer,
}: Pick<TeamEditorProps, 'team' | 'answer'> & { outside: TeamEditorProps['members'] }) {
  const t = useT();
  const { errors, formErrors } = useRefusalOf(answer, 'place', { name: 'teamId', value: team.id });
  return (
    <Form method="post" preventScrollReset key={team.members.length}>
      <input type="hidden" name="intent" value="place" />
      <input type="hidden" name="teamId" value={team.id} />
      <Stack gap="tight">
        <FormErrors errors={errors} formErrors={formErrors} />
        <Columns min="narrow">
          <SelectField
            name="userId"
            label={t('shell.teams.addMember')}
            emptyLabel={t('shell.absence.choose')}
            options={outside.map(({ userId, name }) => ({ value: userId, label: name }))}
            error={errors?.userId}
            required
          />
          <SelectField
            name="place"
            label={t('shell.teams.place')}
            options={(['member', 'manager'] as const).map((place) => ({
              value: place,
              label: t(`shell.teams.place.${place}`),
            }))}
          />
        </Columns>
      </Stack>
      <FormActions>
        <SubmitButton variant="secondary" size="small">
          {t('shell.teams.submitMember')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}

function ChangeTeam({ team, teams, answer }: Omit<TeamEditorProps, 'members'>) {
  const t = useT();
  const { errors, formErrors, value } = useRefusalOf(answer, 'change', {
    name: 'id',
    value: team.id,
  });
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="change" />
      <input type="hidden" name="id" value={team.id} />
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        <Columns min="narrow">
          <TextField
            name="name"
            label={t('shell.teams.name')}
            maxLength={60}
            autoComplete="off"
            defaultValue={value('name') ?? team.name}
            error={errors?.name}
            required
          />
          <SelectField
            name="parentId"
            label={t('shell.teams.parent')}
            emptyLabel={t('shell.teams.top')}
            options={teams
              .filter(({ id }) => id !== team.id)
              .map(({ id, name, depth }) => ({
                value: id,
                label: `${'\u2003'.repeat(depth)}${name}`,
              }))}
            defaultValue={value('parentId') ?? team.parentId ?? ''}
            error={errors?.parentId}
          />
        </Columns>
      </Stack>
      <FormActions>
        <SubmitButton variant="secondary" size="small">
          {t('shell.teams.save')}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
