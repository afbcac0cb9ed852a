import { Badge, ButtonLink, Panel, Stack, Text, TextLink, useT } from '@socle/plugin-sdk/web';
import { Plus } from 'lucide-react';
import type { contactProjects } from '../../server/queries/project-pages';
import { statusTone } from '../components/project-tones';

interface Props {
  props: { contactId: string };
  data: Awaited<ReturnType<typeof contactProjects>>;
}

/** On a contact's page: the projects for this contact, the running ones first. */
export function ContactProjects({ props, data }: Props) {
  const t = useT();
  return (
    <Panel
      title={t('projects.project.many')}
      actions={
        data.canCreate && (
          <ButtonLink
            to={`/projects/new?contactId=${props.contactId}`}
            size="small"
            variant="ghost"
            icon={Plus}
          >
            {t('projects.project.new')}
          </ButtonLink>
        )
      }
    >
      {data.projects.length === 0 ? (
        <Text look="soft">{t('projects.project.panel.none')}</Text>
      ) : (
        <Stack gap="tight">
          {data.projects.map((project) => (
            <ProjectLine key={project.id} project={project} />
          ))}
        </Stack>
      )}
    </Panel>
  );
}

function ProjectLine({ project }: { project: Props['data']['projects'][number] }) {
  const t = useT();
  const { done, total } = project.progress;
  return (
    <div className="flex min-w-0 items-baseline gap-2">
      <span className="min-w-0 flex-1">
        <TextLink to={`/projects/${project.id}`}>{project.name}</TextLink>
        {total > 0 && (
          <span className="block">
            <Text look="faint" isNumeric>
              {t('projects.project.tasksDone', { done, total })}
            </Text>
          </span>
        )}
      </span>
      {project.isOverdue ? (
        <Badge tone="danger">{t('projects.project.late')}</Badge>
      ) : (
        <Badge tone={statusTone(project.status)}>{t(`projects.status.${project.status}`)}</Badge>
      )}
    </div>
  );
}
