import { Form } from '@remix-run/react';
import {
  FormActions,
  FormErrors,
  Inline,
  Panel,
  Prose,
  Stack,
  SubmitButton,
  TextField,
  Time,
  useT,
} from '@socle/plugin-sdk/web';
import { useRefusalOf } from './use-refusal-of';

interface ImpersonationProps {
  member: { name: string };
  asked: readonly { id: string; state: 'asked' | 'granted'; reason: string; endsAt: Date }[];
  answer: unknown;
}

/** Asks a member for leave to act in their name, and begins once they gave it. */
export function ImpersonationPanel({ member, asked, answer }: ImpersonationProps) {
  const t = useT();
  const { errors, formErrors, value } = useRefusalOf(answer, 'ask');
  const [open] = asked;
  return (
    <Panel title={t('shell.impersonation.title')}>
      {open ? (
        <OpenRequest {...open} name={member.name} />
      ) : (
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="ask" />
          <Stack>
            <FormErrors errors={errors} formErrors={formErrors} />
            <Prose>{t('shell.impersonation.text', { name: member.name })}</Prose>
            <TextField
              name="reason"
              label={t('shell.impersonation.reason')}
              hint={t('shell.impersonation.reasonHint', { name: member.name })}
              maxLength={300}
              autoComplete="off"
              defaultValue={value('reason')}
              error={errors?.reason}
              required
            />
          </Stack>
          <FormActions>
            <SubmitButton variant="secondary" size="small">
              {t('shell.impersonation.ask')}
            </SubmitButton>
          </FormActions>
        </Form>
      )}
    </Panel>
  );
}

function OpenRequest({
  id,
  state,
  endsAt,
  name,
}: ImpersonationProps['asked'][number] & { name: string }) {
  const t = useT();
  return (
    <Stack gap="tight">
      <Prose>
        {t(`shell.impersonation.is.${state}`, { name })} <Time at={endsAt} mode="exact" />
      </Prose>
      <Inline>
        {state === 'granted' && (
          <Form method="post" action="/impersonation" reloadDocument>
            <input type="hidden" name="intent" value="start" />
            <SubmitButton variant="secondary" size="small" name="id" value={id}>
              {t('shell.impersonation.start', { name })}
            </SubmitButton>
          </Form>
        )}
        <Form method="post" preventScrollReset>
          <input type="hidden" name="intent" value="withdraw" />
          <SubmitButton variant="ghost" size="small" name="id" value={id}>
            {t('shell.impersonation.withdraw')}
          </SubmitButton>
        </Form>
      </Inline>
    </Stack>
  );
}
