import { FilterSelect, ListFilters, useT } from '@socle/plugin-sdk/web';
import { PROJECT_STATUSES } from '../../contract';
import type { ProjectListState } from '../../server/queries/project-pages';

/** Search and filters of the project list; the URL is the state. */
export function ProjectFilters({ state }: { state: ProjectListState }) {
  const t = useT();
  return (
    <ListFilters label={t('projects.project.search')} state={state}>
      <FilterSelect
        name="status"
        label={t('projects.project.status')}
        value={state.status}
        options={PROJECT_STATUSES.map((value) => ({
          value,
          label: t(`projects.status.${value}`),
        }))}
      />
      <FilterSelect
        name="due"
        label={t('projects.project.due')}
        value={state.due}
        options={[{ value: 'late', label: t('projects.project.late') }]}
      />
      <FilterSelect
        name="owner"
        label={t('projects.project.owner')}
        value={state.owner}
        options={[
          { value: 'me', label: t('projects.project.mine') },
          { value: 'none', label: t('projects.project.nobody') },
        ]}
      />
    </ListFilters>
  );
}
