import { useLoaderData } from '@remix-run/react';
import {
  ButtonLink,
  isNarrowed,
  ListPage,
  listState,
  titleMeta,
  useT,
} from '@socle/plugin-sdk/web';
import { FolderKanban, Plus } from 'lucide-react';
import { pageLoader } from '../../../routes.server';
import { PROJECT, PROJECT_STATUSES } from '../../contract';
import { projectListPage } from '../../server/queries/project-pages';
import { projectColumns } from '../components/project-columns';
import { ProjectFilters } from '../components/project-filters';

export const handle = { live: [PROJECT] };

export const loader = pageLoader('projects.project.read', async ({ ctx, url }) => {
  const state = listState(url.searchParams, {
    status: PROJECT_STATUSES,
    owner: ['me', 'none'],
    due: ['late'],
  });
  return {
    ...(await projectListPage(ctx, state, url.searchParams.get('cursor'))),
    state,
    canCreate: ctx.can('projects.project.create'),
    title: ctx.t('projects.project.many'),
  };
});

export const meta = titleMeta<typeof loader>(({ title }) => title);

/** All projects; the URL is the state. */
export default function ProjectList() {
  const t = useT();
  const { state, canCreate, ...page } = useLoaderData<typeof loader>();
  return (
    <ListPage
      title={t('projects.project.many')}
      recordType={PROJECT}
      columns={projectColumns(t)}
      page={page}
      rowHref={(project) => `/projects/${project.id}`}
      isEmpty={page.rows.length === 0 && !isNarrowed(state)}
      empty={{
        icon: FolderKanban,
        title: t('projects.project.empty.title'),
        text: t('projects.project.empty.text'),
      }}
      actions={
        canCreate && (
          <ButtonLink to="/projects/new" variant="primary" icon={Plus}>
            {t('projects.project.new')}
          </ButtonLink>
        )
      }
      filters={<ProjectFilters state={state} />}
    />
  );
}
