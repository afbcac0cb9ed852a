import { Form } from '@remix-run/react';
import type { BuiltInRole } from '@socle/plugin-sdk';
import {
  FormActions,
  FormErrors,
  Panel,
  Prose,
  SelectField,
  Stack,
  SubmitButton,
  useT,
} from '@socle/plugin-sdk/web';
import { useRoleName } from './role-words';
import { useRefusalOf } from './use-refusal-of';

interface MemberProps {
  member: {
    userId: string;
    name: string;
    email: string;
    role: BuiltInRole;
    roleId: string | null;
    deactivatedAt: Date | null;
  };
  answer: unknown;
}

/** Which role a member holds. */
export function MemberRole({
  member,
  roles,
  answer,
}: MemberProps & {
  roles: readonly { id: string; builtIn: BuiltInRole | null; name: string }[];
}) {
  const t = useT();
  const roleName = useRoleName();
  const { errors, formErrors, value } = useRefusalOf(answer, 'role');
  return (
    <Panel title={t('shell.members.role')}>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="role" />
        <Stack>
          <FormErrors errors={errors} formErrors={formErrors} />
          <SelectField
            key={member.roleId ?? member.role}
            name="role"
            label={t('shell.members.role')}
            isLabelHidden
            hint={t('shell.member.roleHint')}
            options={roles.map((role) => ({ value: role.id, label: roleName(role) }))}
            defaultValue={value('role') ?? member.roleId ?? member.role}
            error={errors?.role}
          />
        </Stack>
        <FormActions>
          <SubmitButton variant="secondary" size="small">
            {t('shell.member.changeRole')}
          </SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}

/** Lets a member in or keeps them out. */
export function MemberState({
  member,
  owned,
  answer,
}: MemberProps & { owned: readonly { recordType: string; label: string; count: number }[] }) {
  const t = useT();
  const act = member.deactivatedAt ? 'reactivate' : 'deactivate';
  const { errors, formErrors } = useRefusalOf(answer, act);
  const isInCharge = !member.deactivatedAt && owned.length > 0;
  return (
    <Panel title={t(`shell.member.${act}.title`)}>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value={act} />
        <Stack gap="tight">
          <FormErrors errors={errors} formErrors={formErrors} />
          <Prose>
            {t(`shell.member.${act}.text`)} {isInCharge && t('shell.member.deactivate.owned')}
          </Prose>
        </Stack>
        <FormActions>
          <SubmitButton variant={act === 'deactivate' ? 'danger' : 'secondary'} size="small">
            {t(`shell.member.${act}`, { name: member.name })}
          </SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}

/** A way back in for a member who lost their password. */
export function WayBack({ member, isMailing, answer }: MemberProps & { isMailing: boolean }) {
  const t = useT();
  const { errors, formErrors } = useRefusalOf(answer, 'wayBack');
  return (
    <Panel title={t('shell.member.wayBack.title')}>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="wayBack" />
        <Stack gap="tight">
          <FormErrors errors={errors} formErrors={formErrors} />
          <Prose>
            {t(isMailing ? 'shell.member.wayBack.mail' : 'shell.member.wayBack.link', {
              email: member.email,
            })}
          </Prose>
        </Stack>
        <FormActions>
          <SubmitButton variant="secondary" size="small">
            {t(isMailing ? 'shell.member.wayBack.send' : 'shell.member.wayBack.make')}
          </SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}
