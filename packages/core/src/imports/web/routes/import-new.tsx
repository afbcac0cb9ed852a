import { Form, useActionData, useNavigation } from '@remix-run/react';
import { redirect } from '@socle/plugin-sdk/server';
import {
  ButtonLink,
  FileDrop,
  FormActions,
  FormErrors,
  PageBody,
  PageHeader,
  Section,
  Stack,
  SubmitButton,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { pageLoader, uploadAction } from '../../../routes.server';
import { uploadImport } from '../../server/use-cases/upload-import';
import { ImportSteps } from '../components/import-steps';

export const loader = pageLoader('core.contact.import', async ({ ctx }) => ({
  title: ctx.t('core.import.screen.new'),
}));

export const action = uploadAction('core.contact.import', async ({ ctx, file }) =>
  redirect(`/imports/${await uploadImport(ctx, file)}`),
);

export const meta = titleMeta<typeof loader>(({ title }) => title);

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.ods';

/** The first step of an import: the file. */
export default function ImportNew() {
  const t = useT();
  const refusal = useRefusal(useActionData());
  const isSending = useNavigation().state !== 'idle';
  return (
    <>
      <PageHeader
        title={t('core.import.screen.new')}
        breadcrumb={[{ to: '/imports', label: t('core.import.screen.title') }]}
      />
      <PageBody width="form">
        <Stack gap="loose">
          <ImportSteps current="file" isOpen={false} />
          <Section
            title={t('core.import.screen.upload.title')}
            text={t('core.import.screen.upload.text')}
          >
            <Form method="post" encType="multipart/form-data">
              <Stack>
                <FormErrors errors={refusal.errors} formErrors={refusal.formErrors} />
                <FileDrop
                  name="file"
                  label={t('core.import.screen.upload.label')}
                  hint={t('core.import.screen.upload.hint')}
                  accept={ACCEPTED}
                  required
                  error={refusal.errors?.file}
                />
              </Stack>
              <FormActions>
                <SubmitButton isPending={isSending}>
                  {t('core.import.screen.upload.submit')}
                </SubmitButton>
                <ButtonLink to="/imports">{t('core.import.screen.history')}</ButtonLink>
              </FormActions>
            </Form>
          </Section>
        </Stack>
      </PageBody>
    </>
  );
}
