import { Form } from '@remix-run/react';
import { ButtonLink, SubmitButton, useT } from '@socle/plugin-sdk/web';
import { Pencil } from 'lucide-react';
import type { ProjectStatus } from '../../contract';

interface Props {
  project: { status: ProjectStatus; archivedAt: Date | string | null };
  can: { update: boolean; archive: boolean };
}

const NEXT = { planned: 'start', active: 'complete', done: 'reopen' } as const;

/** What can be done with a project as a whole; the next step is the primary one. */
export function ProjectActs({ project, can }: Props) {
  const t = useT();
  if (project.archivedAt) return can.archive ? <Act name="restore" variant="primary" /> : null;
  return (
    <>
      {can.archive && <Act name="archive" variant="ghost" />}
      {can.update && (
        <>
          <ButtonLink to="edit" icon={Pencil}>
            {t('projects.project.edit')}
          </ButtonLink>
          <Act
            name={NEXT[project.status]}
            variant={project.status === 'done' ? 'secondary' : 'primary'}
          />
        </>
      )}
    </>
  );
}

function Act(props: {
  name: 'archive' | 'restore' | 'start' | 'complete' | 'reopen';
  variant: 'primary' | 'secondary' | 'ghost';
}) {
  const t = useT();
  return (
    <Form method="post">
      <SubmitButton name="intent" value={props.name} variant={props.variant}>
        {t(`projects.project.${props.name}`)}
      </SubmitButton>
    </Form>
  );
}
