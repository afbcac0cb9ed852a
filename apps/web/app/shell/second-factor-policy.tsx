import { Form } from '@remix-run/react';
import { FormActions, Panel, RadioGroupField, SubmitButton, useT } from '@socle/plugin-sdk/web';

const POLICIES = ['optional', 'administrators', 'everyone'] as const;

/** Whom the workspace asks for a second factor. */
export function SecondFactorPolicyForm({ policy }: { policy: string }) {
  const t = useT();
  return (
    <Panel title={t('shell.policy.title')}>
      <Form method="post" preventScrollReset>
        <input type="hidden" name="intent" value="policy" />
        <RadioGroupField
          name="policy"
          label={t('shell.policy.label')}
          hint={t('shell.policy.hint')}
          options={POLICIES.map((value) => ({ value, label: t(`shell.policy.${value}`) }))}
          defaultValue={policy}
        />
        <FormActions>
          <SubmitButton>{t('shell.settings.save')}</SubmitButton>
        </FormActions>
      </Form>
    </Panel>
  );
}
