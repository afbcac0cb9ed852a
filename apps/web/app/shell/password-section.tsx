import { Form } from '@remix-run/react';
import {
  Columns,
  FormActions,
  FormErrors,
  Panel,
  PasswordField,
  Prose,
  Stack,
  SubmitButton,
  useT,
} from '@socle/plugin-sdk/web';
import { useRefusalOf } from './use-refusal-of';

/** Changes the password; it works only for who knows the current one. */
export function PasswordSection(props: {
  /** What a guesser would try first. */
  known: readonly string[];
  hasPassword: boolean;
  answer: unknown;
}) {
  const t = useT();
  const { errors, formErrors } = useRefusalOf(props.answer, 'password');
  return (
    <Panel title={t('shell.signIn.password')}>
      {/* A whole new page: password managers notice the change. */}
      <Form method="post" reloadDocument>
        <input type="hidden" name="intent" value="password" />
        <Stack>
          <FormErrors errors={errors} formErrors={formErrors} />
          {!props.hasPassword && <Prose>{t('shell.security.noPassword')}</Prose>}
          <Columns min="narrow">
            {props.hasPassword && (
              <PasswordField
                name="currentPassword"
                label={t('shell.security.currentPassword')}
                autoComplete="current-password"
                error={errors?.currentPassword}
                required
              />
            )}
            <PasswordField
              name="password"
              label={t('shell.security.newPassword')}
              hint={t('shell.setup.passwordHint')}
              autoComplete="new-password"
              minLength={10}
              known={props.known}
              error={errors?.password}
              required
            />
          </Columns>
        </Stack>
        <FormActions>
          <SubmitButton>{t('shell.security.changePassword')}</SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}
