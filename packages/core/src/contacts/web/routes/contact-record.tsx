import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { idParam, intents, redirect, zId } from '@socle/plugin-sdk/server';
import {
  Avatar,
  Badge,
  ButtonLink,
  Callout,
  HistoryPanel,
  NoteForm,
  PageHeader,
  RecordHistoryLink,
  RecordLayout,
  Slot,
  Stack,
  SubmitButton,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { Pencil } from 'lucide-react';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { CONTACT, contactPanels } from '../../contract';
import { contactPage } from '../../server/queries/contact-page';
import { addNote, noteInput } from '../../server/use-cases/add-note';
import { archiveContact, restoreContact } from '../../server/use-cases/archive-contact';
import { linkContact, linkInput, unlinkContact } from '../../server/use-cases/link-contact';
import { ContactFactsPanel } from '../components/contact-facts';
import { ContactLinksPanel } from '../components/contact-links-panel';
import { useContactCommands } from '../components/use-contact-commands';

export const loader = pageLoader('core.contact.read', async ({ ctx, params, url, slot }) => {
  const id = idParam(params);
  const page = await contactPage(ctx, id, {
    cursor: url.searchParams.get('before'),
    kind: url.searchParams.get('kind'),
  });
  return { ...page, panels: slot(contactPanels, { contactId: id, kind: page.contact.kind }) };
});

const nothing = z.object({});
const done = { ok: true as const };

export const action = intents({
  archive: formAction(
    { permission: 'core.contact.archive', input: nothing },
    async ({ ctx, params }) => {
      await archiveContact(ctx, idParam(params));
      return done;
    },
  ),
  restore: formAction(
    { permission: 'core.contact.archive', input: nothing },
    async ({ ctx, params }) => {
      await restoreContact(ctx, idParam(params));
      return done;
    },
  ),
  note: formAction(
    { permission: 'core.contact.update', input: noteInput },
    async ({ ctx, params, input }) => {
      const id = idParam(params);
      await addNote(ctx, id, input);
      return redirect(`/contacts/${id}`);
    },
  ),
  link: formAction(
    { permission: 'core.contact.update', input: linkInput },
    async ({ ctx, params, input }) => {
      const id = idParam(params);
      await linkContact(ctx, id, input);
      return redirect(`/contacts/${id}`);
    },
  ),
  unlink: formAction(
    { permission: 'core.contact.update', input: z.object({ linkId: zId() }) },
    async ({ ctx, params, input }) => {
      await unlinkContact(ctx, idParam(params), input.linkId);
      return done;
    },
  ),
});

export const meta = titleMeta<typeof loader>(({ contact }) => contact.name);

/** A contact: facts, history, and what other modules know. */
export default function ContactRecord() {
  const t = useT();
  const { contact, links, timeline, customFields, owner, can, panels } =
    useLoaderData<typeof loader>();
  useContactCommands(contact, can);
  const refusal = useRefusal(useActionData());
  return (
    <>
      <PageHeader
        lead={<Avatar name={contact.name} kind={contact.kind} size="medium" />}
        title={contact.name}
        badge={
          contact.archivedAt ? <Badge tone="muted">{t('core.contact.archived')}</Badge> : undefined
        }
        breadcrumb={[{ to: '/contacts', label: t('core.contact.many') }]}
        actions={
          <>
            <RecordHistoryLink type={CONTACT} id={contact.id} />
            {can.archive && (
              <Form method="post">
                <input
                  type="hidden"
                  name="intent"
                  value={contact.archivedAt ? 'restore' : 'archive'}
                />
                <SubmitButton variant={contact.archivedAt ? 'primary' : 'ghost'} isPending={false}>
                  {t(contact.archivedAt ? 'core.contact.restore' : 'core.contact.archive')}
                </SubmitButton>
              </Form>
            )}
            {can.update && !contact.archivedAt && (
              <ButtonLink to="edit" variant="primary" icon={Pencil}>
                {t('core.contact.edit')}
              </ButtonLink>
            )}
          </>
        }
      />
      <RecordLayout
        facts={<ContactFactsPanel contact={contact} customFields={customFields} owner={owner} />}
        related={
          <Stack>
            <ContactLinksPanel
              kind={contact.kind}
              links={links}
              canUpdate={can.update}
              refusal={refusal}
            />
            <Slot
              slot={contactPanels}
              props={{ contactId: contact.id, kind: contact.kind }}
              content={panels}
            />
          </Stack>
        }
      >
        <Stack>
          {contact.archivedAt && (
            <Callout tone="warning">{t('core.contact.archivedNotice')}</Callout>
          )}
          {refusal.formErrors.map((message) => (
            <Callout key={message} tone="danger">
              {message}
            </Callout>
          ))}
          <HistoryPanel title={t('core.contact.timeline')} page={timeline}>
            {can.update && (
              <NoteForm
                key={contact.id}
                draftKey={contact.id}
                label={t('core.note.placeholder')}
                submitLabel={t('core.note.add')}
                error={refusal.errors?.text}
              />
            )}
          </HistoryPanel>
        </Stack>
      </RecordLayout>
    </>
  );
}
