import { useActionData, useLoaderData } from '@remix-run/react';
import { CONTACT } from '@socle/core/contract';
import { assignableMembers, redirect } from '@socle/plugin-sdk/server';
import {
  PageBody,
  PageHeader,
  Prose,
  Stack,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { formAction, pageLoader } from '../../../routes.server';
import { PROJECT } from '../../contract';
import { projectInput } from '../../domain/project';
import { createProject } from '../../server/use-cases/create-project';
import { ProjectForm } from '../components/project-form';

export const loader = pageLoader('projects.project.create', async ({ ctx, url }) => {
  const contactId = url.searchParams.get('contactId');
  const contact = contactId ? await ctx.records.find(CONTACT, contactId) : null;
  return {
    contact: contact ? { id: contact.id, title: String(contact.name) } : null,
    members: await assignableMembers(ctx),
    title: ctx.t('projects.project.new'),
  };
});

export const action = formAction(
  { permission: 'projects.project.create', input: projectInput, record: PROJECT },
  async ({ ctx, input }) => redirect(`/projects/${await createProject(ctx, input)}`),
);

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** Plans a project. */
export default function ProjectNew() {
  const t = useT();
  const { contact, members } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  return (
    <>
      <PageHeader
        title={t('projects.project.new')}
        breadcrumb={[{ to: '/projects', label: t('projects.project.many') }]}
      />
      <PageBody width="form">
        <Stack>
          <Prose>{t('projects.project.newIntro')}</Prose>
          <ProjectForm
            contact={contact}
            members={members}
            refusal={refusal}
            submitLabel={t('projects.project.createAct')}
            cancelTo={contact ? `/contacts/${contact.id}` : '/projects'}
          />
        </Stack>
      </PageBody>
    </>
  );
}
