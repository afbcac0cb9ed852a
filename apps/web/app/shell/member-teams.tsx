import { Form } from '@remix-run/react';
import {
  Columns,
  EmptyState,
  FormActions,
  FormErrors,
  Panel,
  SelectField,
  Stack,
  SubmitButton,
  TextLink,
  useT,
} from '@socle/plugin-sdk/web';
import { useRefusalOf } from './use-refusal-of';

const PLACES = ['member', 'manager', 'none'] as const;

interface MemberTeamsProps {
  member: { teams: { id: string; name: string; isManager: boolean }[] };
  teams: readonly { id: string; name: string; depth: number }[];
  answer: unknown;
}

/** The teams of one member, and a form to put them into another or out of one. */
export function MemberTeams({ member, teams, answer }: MemberTeamsProps) {
  const t = useT();
  const { errors, formErrors, value } = useRefusalOf(answer, 'team');
  if (teams.length === 0)
    return (
      <Panel title={t('shell.members.teams')}>
        <EmptyState
          isCompact
          title={t('shell.teams.none')}
          text={t('shell.teams.noneText')}
          actions={<TextLink to="/settings/teams">{t('shell.teams.add')}</TextLink>}
        />
      </Panel>
    );
  return (
    <Panel title={t('shell.members.teams')}>
      <Stack>
        {member.teams.length > 0 && (
          <ul className="m-0 grid list-none gap-1 p-0 text-dense">
            {member.teams.map((team) => (
              <li key={team.id}>
                {team.isManager ? t('shell.members.manages', { team: team.name }) : team.name}
              </li>
            ))}
          </ul>
        )}
        <Form method="post" preventScrollReset key={JSON.stringify(member.teams)}>
          <input type="hidden" name="intent" value="team" />
          <Stack>
            <FormErrors errors={errors} formErrors={formErrors} />
            <Columns min="narrow">
              <SelectField
                name="teamId"
                label={t('shell.members.team')}
                options={teams.map(({ id, name, depth }) => ({
                  value: id,
                  label: `${'\u2003'.repeat(depth)}${name}`,
                }))}
                defaultValue={value('teamId')}
                error={errors?.teamId}
              />
              <SelectField
                name="place"
                label={t('shell.teams.place')}
                options={PLACES.map((place) => ({
                  value: place,
                  label: t(`shell.teams.place.${place}`),
                }))}
                defaultValue={value('place')}
                error={errors?.place}
              />
            </Columns>
          </Stack>
          <FormActions>
            <SubmitButton variant="secondary" size="small">
              {t('shell.teams.changePlace')}
            </SubmitButton>
          </FormActions>
        </Form>
      </Stack>
    </Panel>
  );
}
