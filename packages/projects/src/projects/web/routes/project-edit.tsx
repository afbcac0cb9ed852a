import { useActionData, useLoaderData } from '@remix-run/react';
import { assignableMembers, idParam, redirect } from '@socle/plugin-sdk/server';
import { PageBody, PageHeader, titleMeta, useRefusal, useT } from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { PROJECT } from '../../contract';
import { projectPatch } from '../../domain/project';
import { projectPage } from '../../server/queries/project-pages';
import { updateProject } from '../../server/use-cases/update-project';
import { ProjectForm } from '../components/project-form';

export const loader = pageLoader('projects.project.update', async ({ ctx, params }) => {
  const project = await projectPage(ctx, idParam(params));
  return { project, members: await assignableMembers(ctx) };
});

// `strip`: a form also posts what belongs to the browser, such as the text of the contact's field.
const editInput = projectPatch.extend({ version: z.coerce.number().int() }).strip();

export const action = formAction(
  { permission: 'projects.project.update', input: editInput, record: PROJECT },
  async ({ ctx, params, input: { version, ...patch } }) => {
    const id = idParam(params);
    await updateProject(ctx, id, patch, version);
    return redirect(`/projects/${id}`);
  },
);

export const meta = titleMeta<typeof loader>(({ project }) => project.name);

/** Changes to a project. */
export default function ProjectEdit() {
  const t = useT();
  const { project, members } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  const back = `/projects/${project.id}`;
  return (
    <>
      <PageHeader
        title={t('projects.project.edit')}
        breadcrumb={[
          { to: '/projects', label: t('projects.project.many') },
          { to: back, label: project.name },
        ]}
      />
      <PageBody width="form">
        <ProjectForm
          project={project}
          contact={{ id: project.contactId, title: project.contactName }}
          members={members}
          refusal={refusal}
          submitLabel={t('projects.project.save')}
          cancelTo={back}
        />
      </PageBody>
    </>
  );
}
