import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import { FieldsOf } from './access';
import { ButtonLink } from './button-link';
import { FormActions } from './form-actions';
import { FormErrors } from './form-errors';
import { useT } from './i18n';
import { Stack } from './stack';
import { SubmitButton } from './submit-button';
import type { Refusal } from './use-refusal';

export interface RecordFormProps {
  /** The record type, whose fields follow the rights of the member. */
  type: string;
  /** The version being changed, posted as `version`; none for a new record. */
  version?: number;
  /** One of several forms of a page. */
  intent?: string;
  refusal: Refusal;
  submitLabel: string;
  cancelTo: string;
  /** Leaves what is wrong to the server, which says it in the words of the product. */
  noValidate?: boolean;
  children: ReactNode;
}

/** The form of a whole record: the same for a new one and for changes. */
export function RecordForm(props: RecordFormProps) {
  const { type, version, intent, refusal, submitLabel, cancelTo, noValidate, children } = props;
  const t = useT();
  return (
    <FieldsOf type={type}>
      <Form method="post" noValidate={noValidate}>
        {intent && <input type="hidden" name="intent" value={intent} />}
        {version !== undefined && <input type="hidden" name="version" value={version} />}
        <Stack gap="loose">
          <FormErrors errors={refusal.errors} formErrors={refusal.formErrors} />
          {children}
          <FormActions>
            <SubmitButton>{submitLabel}</SubmitButton>
            <ButtonLink to={cancelTo} variant="ghost">
              {t('ui.form.cancel')}
            </ButtonLink>
          </FormActions>
        </Stack>
      </Form>
    </FieldsOf>
  );
}
