import { Form } from '@remix-run/react';
import {
  Columns,
  FormActions,
  FormErrors,
  RadioGroupField,
  SelectField,
  Stack,
  SubmitButton,
  TextField,
  useT,
} from '@socle/plugin-sdk/web';
import { useState } from 'react';
import { KeyScopes } from './key-scopes';
import type { ScopeChoices } from './key-scopes.server';
import { useRefusalOf } from './use-refusal-of';

const KINDS = ['key', 'app'] as const;
const SCOPES = ['all', 'read', 'choose'] as const;
const LIVES = ['30', '90', '365', 'never'] as const;

/** Asks what a new key is for, what it may do and for how long. */
export function CreateKeyForm({ choices, answer }: { choices: ScopeChoices; answer: unknown }) {
  const t = useT();
  const { errors, formErrors, value, values } = useRefusalOf(answer, 'create');
  const [scope, setScope] = useState(value('scope') ?? 'all');
  const chosen = Array.isArray(values.scopes) ? values.scopes.map(String) : [];
  return (
    // The key is shown at the top of the page, and must not be missed there.
    <Form method="post">
      <input type="hidden" name="intent" value="create" />
      <Stack>
        <FormErrors errors={errors} formErrors={formErrors} />
        <Columns min="narrow">
          <TextField
            name="name"
            label={t('shell.keys.name')}
            hint={t('shell.keys.nameHint')}
            maxLength={100}
            autoComplete="off"
            defaultValue={value('name')}
            error={errors?.name}
            required
          />
          <SelectField
            name="life"
            label={t('shell.keys.life')}
            options={LIVES.map((life) => ({ value: life, label: t(`shell.keys.life.${life}`) }))}
            defaultValue={value('life') ?? '90'}
          />
        </Columns>
        <RadioGroupField
          name="kind"
          label={t('shell.keys.kind')}
          options={KINDS.map((kind) => ({
            value: kind,
            label: t(`shell.keys.kind.${kind}`),
            hint: t(`shell.keys.kind.${kind}Hint`),
          }))}
          defaultValue={value('kind') ?? 'key'}
        />
        <RadioGroupField
          name="scope"
          label={t('shell.keys.scope')}
          options={SCOPES.map((scope) => ({
            value: scope,
            label: t(`shell.keys.scope.${scope}`),
          }))}
          defaultValue={scope}
          onValueChange={setScope}
        />
        {/* Without scripts it is opened by hand. */}
        <details open={scope === 'choose'}>
          <summary className="mb-2 w-fit text-dense text-accent-text">
            {t('shell.keys.choose')}
          </summary>
          <KeyScopes choices={choices} chosen={chosen} error={errors?.scopes} />
        </details>
      </Stack>
      <FormActions>
        <SubmitButton>{t('shell.keys.submit')}</SubmitButton>
      </FormActions>
    </Form>
  );
}
