import { Form } from '@remix-run/react';
import type { BuiltInRole } from '@socle/plugin-sdk';
import {
  Callout,
  Columns,
  FormActions,
  FormErrors,
  Prose,
  SelectField,
  Stack,
  SubmitButton,
  TextArea,
  TextField,
  useT,
} from '@socle/plugin-sdk/web';
import { useRoleName } from './role-words';
import { useRefusalOf } from './use-refusal-of';

interface InviteFormProps {
  roles: readonly { id: string; builtIn: BuiltInRole | null; name: string }[];
  teams: readonly { id: string; name: string; depth: number }[];
  isMailing: boolean;
  answer: unknown;
}

/** Asks people in: their addresses, and what they may do once they are there. */
export function InviteForm({ roles, teams, isMailing, answer }: InviteFormProps) {
  const t = useT();
  const roleName = useRoleName();
  const { errors, formErrors, value } = useRefusalOf(answer, 'invite');
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="invite" />
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        <TextArea
          name="emails"
          label={t('shell.invite.emails')}
          hint={t('shell.invite.emailsHint')}
          defaultValue={value('emails')}
          error={errors?.emails}
          required
        />
        <Columns>
          <SelectField
            name="role"
            label={t('shell.members.role')}
            options={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
            defaultValue={value('role') ?? 'member'}
            error={errors?.role}
          />
          {teams.length > 0 && (
            <SelectField
              name="teamId"
              label={t('shell.members.team')}
              emptyLabel={t('shell.invite.noTeam')}
              options={teams.map(({ id, name, depth }) => ({
                value: id,
                label: `${'\u2003'.repeat(depth)}${name}`,
              }))}
              defaultValue={value('teamId')}
              error={errors?.teamId}
            />
          )}
        </Columns>
        {!isMailing && <Prose>{t('shell.invite.noMail')}</Prose>}
      </Stack>
      <FormActions>
        <SubmitButton>{t('shell.invite.submit')}</SubmitButton>
      </FormActions>
    </Form>
  );
}

/** What came of it: who was written to, and the links that have to be passed on by hand, shown this once. */
export function InviteOutcome({
  outcomes,
}: {
  outcomes: readonly { email: string; link: string | null }[];
}) {
  const t = useT();
  const mailed = outcomes.filter(({ link }) => link === null);
  const byHand = outcomes.filter(({ link }) => link !== null);
  return (
    <Stack>
      {mailed.length > 0 && (
        <Callout tone="success" isLive>
          {t('shell.invite.mailed', { emails: mailed.map(({ email }) => email).join(', ') })}
        </Callout>
      )}
      {byHand.length > 0 && (
        <Callout tone="success" isLive title={t('shell.invite.links')}>
          <Stack>
            {t('shell.invite.linksText')}
            {byHand.map(({ email, link }) => (
              <TextField
                key={email}
                name={`link-${email}`}
                label={email}
                value={link ?? ''}
                readOnly
                spellCheck={false}
                onFocus={(event) => event.currentTarget.select()}
              />
            ))}
          </Stack>
        </Callout>
      )}
    </Stack>
  );
}
