import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { idParam, redirect } from '@socle/plugin-sdk/server';
import {
  DescriptionList,
  FieldsOf,
  FormActions,
  FormErrors,
  PageBody,
  PageHeader,
  Stack,
  SubmitButton,
  TextField,
  TextLink,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { formAction, pageLoader } from '../../../routes.server';
import { GREETING } from '../../contract';
import { contactNames } from '../../server/queries/greetings';
import { changeGreeting } from '../../server/use-cases/change-greeting';
import { greetingPatch } from '../../server/use-cases/send-greeting';

export const loader = pageLoader('hello.greeting.read', async ({ ctx, params }) => {
  const greeting = await ctx.records.get(GREETING, idParam(params));
  const contactId = String(greeting.contactId);
  return {
    text: String(greeting.text),
    language: String(greeting.language),
    sentOn: String(greeting.sentOn),
    contact: { id: contactId, name: (await contactNames(ctx, [contactId])).get(contactId) ?? '' },
    canSend: ctx.reaches('hello.greeting.send', GREETING, greeting),
  };
});

export const action = formAction(
  { permission: 'hello.greeting.send', input: greetingPatch, record: GREETING },
  async ({ ctx, params, input }) => {
    const id = idParam(params);
    await changeGreeting(ctx, id, input, null);
    return redirect(`/greetings/${id}`);
  },
);

export const meta = titleMeta<typeof loader>(({ text }) => text);

/** One greeting. */
export default function GreetingRecord() {
  const t = useT();
  const { text, language, sentOn, contact, canSend } = useLoaderData<typeof loader>();
  const { errors, formErrors, value } = useRefusal(useActionData());
  return (
    <>
      <PageHeader
        title={text}
        breadcrumb={[{ to: '/greetings', label: t('hello.greeting.many') }]}
      />
      <PageBody width="form">
        <Stack>
          <DescriptionList
            recordType={GREETING}
            facts={[
              {
                key: 'contact',
                field: 'contactId',
                label: t('hello.greeting.contact'),
                value: <TextLink to={`/contacts/${contact.id}`}>{contact.name}</TextLink>,
              },
              {
                key: 'language',
                label: t('hello.greeting.language'),
                value: t(`hello.greeting.language.${language}`),
              },
              { key: 'sentOn', label: t('hello.greeting.sentOn'), value: sentOn },
            ]}
          />
          {canSend && (
            <FieldsOf type={GREETING}>
              <Form method="post">
                <FormErrors errors={errors} formErrors={formErrors} />
                <TextField
                  name="text"
                  label={t('hello.greeting.text')}
                  defaultValue={value('text') ?? text}
                  error={errors?.text}
                  required
                />
                <FormActions>
                  <SubmitButton>{t('hello.greeting.save')}</SubmitButton>
                </FormActions>
              </Form>
            </FieldsOf>
          )}
        </Stack>
      </PageBody>
    </>
  );
}
