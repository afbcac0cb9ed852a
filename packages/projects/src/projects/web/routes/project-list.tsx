import { useLoaderData, useLocation, useNavigation } from '@remix-run/react';
import {
  ButtonLink,
  DataTable,
  EmptyState,
  ExportLink,
  PageHeader,
  Pager,
  useT,
} from '@socle/plugin-sdk/web';
import { FolderKanban, Plus, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { pageLoader } from '../../../routes.server';
import { PROJECT, PROJECT_STATUSES } from '../../contract';
import { type ProjectListState, projectListPage } from '../../server/queries/project-pages';
import { projectColumns } from '../components/project-columns';
import { ProjectFilters } from '../components/project-filters';

export const handle = { live: [PROJECT] };

export const loader = pageLoader('projects.project.read', async ({ ctx, url }) => {
  const one = <T extends string>(name: string, allowed: readonly T[]): T | '' =>
    allowed.find((value) => value === url.searchParams.get(name)) ?? '';
  const state: ProjectListState = {
    q: (url.searchParams.get('q') ?? '').trim().slice(0, 200),
    status: one('status', PROJECT_STATUSES),
    owner: one('owner', ['me', 'none']),
    due: one('due', ['late']),
  };
  return {
    ...(await projectListPage(ctx, state, url.searchParams.get('cursor'))),
    state,
    canCreate: ctx.can('projects.project.create'),
    title: ctx.t('projects.project.many'),
  };
});

export const meta = ({ data }: { data?: { title: string } }) => [
  { title: `${data?.title ?? ''} – Socle` },
];

/** All projects; the URL is the state. */
export default function ProjectList() {
  const t = useT();
  const { rows, state, canCreate, nextCursor, previousCursor, exportHref } =
    useLoaderData<typeof loader>();
  const { pathname, search } = useLocation();
  const isBusy = useNavigation().location?.pathname === pathname;
  const create = canCreate && (
    <ButtonLink to="/projects/new" variant="primary" icon={Plus}>
      {t('projects.project.new')}
    </ButtonLink>
  );
  if (rows.length === 0 && Object.values(state).every((value) => value === ''))
    return <NoProjects create={create} />;
  return (
    <>
      <PageHeader
        title={t('projects.project.many')}
        actions={
          <>
            <ExportLink href={exportHref} />
            {create}
          </>
        }
      />
      <ProjectFilters state={state} />
      <DataTable
        recordType={PROJECT}
        caption={t('projects.project.many')}
        rows={rows}
        rowKey={(project) => project.id}
        rowHref={(project) => `/projects/${project.id}`}
        isFilling
        isBusy={isBusy}
        columns={projectColumns(t)}
        empty={<NothingFound />}
      />
      <Pager
        shown={rows.length}
        previousHref={cursorHref(pathname, search, previousCursor)}
        nextHref={cursorHref(pathname, search, nextCursor)}
      />
    </>
  );
}

function cursorHref(pathname: string, search: string, cursor: string | null): string | undefined {
  if (!cursor) return undefined;
  const next = new URLSearchParams(search);
  next.set('cursor', cursor);
  return `${pathname}?${next.toString()}`;
}

function NoProjects({ create }: { create: ReactNode }) {
  const t = useT();
  return (
    <>
      <PageHeader title={t('projects.project.many')} />
      <EmptyState
        icon={FolderKanban}
        title={t('projects.project.empty.title')}
        text={t('projects.project.empty.text')}
        actions={create}
      />
    </>
  );
}

function NothingFound() {
  const t = useT();
  return (
    <EmptyState
      icon={Search}
      title={t('projects.project.noResult.title')}
      text={t('projects.project.noResult.text')}
      actions={<ButtonLink to="/projects">{t('projects.project.clearFilters')}</ButtonLink>}
    />
  );
}
