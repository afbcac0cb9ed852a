import type { AuditFilter } from '@socle/plugin-sdk/kernel';
import {
  FilterBar,
  FilterDate,
  FilterSelect,
  SearchField,
  type SelectOption,
  useT,
} from '@socle/plugin-sdk/web';

const RECORD_ACTS = ['created', 'updated', 'archived', 'restored', 'removed'] as const;
const VIAS = ['screen', 'api', 'import', 'automation', 'job', 'commandLine', 'system'] as const;

export interface AuditFiltersProps {
  filter: AuditFilter;
  members: readonly SelectOption[];
  /** Kinds of record. */
  kinds: readonly SelectOption[];
  /** Acts of administration. */
  acts: readonly SelectOption[];
}

/** Search and filters of the log, as two GET forms that keep each other's state. */
export function AuditFilters({ filter, members, kinds, acts }: AuditFiltersProps) {
  const t = useT();
  const { q = '', ...others } = filter;
  const kept = Object.entries(others).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
  return (
    <>
      <SearchField label={t('shell.audit.search')} defaultValue={q}>
        {kept}
      </SearchField>
      <FilterBar
        isFiltered={Object.keys(others).length > 0}
        clearHref={q ? `?q=${encodeURIComponent(q)}` : '?'}
      >
        {q && <input type="hidden" name="q" value={q} />}
        <FilterSelect
          name="who"
          label={t('shell.audit.who')}
          value={filter.who}
          options={[...members, { value: 'system', label: t('shell.audit.system') }]}
        />
        <FilterSelect
          name="kind"
          label={t('shell.audit.kind')}
          value={filter.kind}
          options={[...kinds, { value: 'administration', label: t('shell.audit.administration') }]}
        />
        <FilterSelect
          name="action"
          label={t('shell.audit.action')}
          value={filter.action}
          options={[
            ...RECORD_ACTS.map((act) => ({ value: act, label: t(`shell.audit.act.${act}`) })),
            ...acts,
          ]}
        />
        <FilterSelect
          name="via"
          label={t('shell.audit.via')}
          value={filter.via}
          options={VIAS.map((via) => ({ value: via, label: t(`shell.audit.via.${via}`) }))}
        />
        <FilterDate name="from" label={t('shell.audit.from')} value={filter.from} />
        <FilterDate name="to" label={t('shell.audit.to')} value={filter.to} />
      </FilterBar>
    </>
  );
}
