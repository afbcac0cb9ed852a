import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { redirect } from '@socle/plugin-sdk/server';
import {
  Combobox,
  FieldsOf,
  FormActions,
  FormErrors,
  PageBody,
  PageHeader,
  SelectField,
  Stack,
  SubmitButton,
  TextField,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { formAction, pageLoader } from '../../../routes.server';
import { GREETING, GREETING_LANGUAGES } from '../../contract';
import { contactNames } from '../../server/queries/greetings';
import { greetingInput, sendGreeting } from '../../server/use-cases/send-greeting';

export const loader = pageLoader('hello.greeting.send', async ({ ctx, url }) => {
  const id = url.searchParams.get('contactId') ?? '';
  const contact =
    id && ctx.can('core.contact.read') ? await ctx.records.find('core.contact', id) : null;
  const names = contact ? await contactNames(ctx, [contact.id]) : new Map<string, string>();
  return {
    contact: contact ? { id: contact.id, title: names.get(contact.id) ?? '' } : null,
    title: ctx.t('hello.greeting.new'),
  };
});

export const action = formAction(
  { permission: 'hello.greeting.send', input: greetingInput, record: GREETING },
  async ({ ctx, input }) => redirect(`/greetings/${await sendGreeting(ctx, input)}`),
);

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** A new greeting. */
export default function GreetingNew() {
  const t = useT();
  const { contact } = useLoaderData<typeof loader>();
  const { errors, formErrors, value } = useRefusal(useActionData());
  return (
    <>
      <PageHeader
        title={t('hello.greeting.new')}
        breadcrumb={[{ to: '/greetings', label: t('hello.greeting.many') }]}
      />
      <PageBody width="form">
        <FieldsOf type={GREETING}>
          <Form method="post">
            <Stack>
              <FormErrors errors={errors} formErrors={formErrors} />
              <Combobox
                name="contactId"
                label={t('hello.greeting.contact')}
                loadUrl="/lookup?type=core.contact"
                defaultItem={contact}
                error={errors?.contactId}
                required
              />
              <SelectField
                name="language"
                label={t('hello.greeting.language')}
                defaultValue={value('language')}
                options={GREETING_LANGUAGES.map((language) => ({
                  value: language,
                  label: t(`hello.greeting.language.${language}`),
                }))}
              />
              <TextField
                name="text"
                label={t('hello.greeting.text')}
                defaultValue={value('text')}
                error={errors?.text}
                autoComplete="off"
              />
            </Stack>
            <FormActions>
              <SubmitButton>{t('hello.greeting.send')}</SubmitButton>
            </FormActions>
          </Form>
        </FieldsOf>
      </PageBody>
    </>
  );
}
