import { useLocation } from '@remix-run/react';
import { Fragment, type ReactNode } from 'react';
import { FilterBar } from './filter-bar';
import { isNarrowed } from './list-state';
import { SearchField } from './search-field';

export interface ListFiltersProps {
  /** The accessible name of the search, e.g. "Search tickets". */
  label: string;
  /** From `listState`. */
  state: Readonly<{ q: string } & Record<string, string>>;
  /** One `FilterSelect` for each filter of the state. */
  children: ReactNode;
}

/** Search and filters of a list, as two GET forms that keep each other's state. */
export function ListFilters({ label, state, children }: ListFiltersProps) {
  const { pathname } = useLocation();
  const { q, ...filters } = state;
  return (
    <>
      <SearchField label={label} defaultValue={q}>
        <Kept values={filters} />
      </SearchField>
      <FilterBar isFiltered={isNarrowed(filters)} clearHref={pathname}>
        <Kept values={{ q }} />
        {children}
      </FilterBar>
    </>
  );
}

function Kept({ values }: { values: Readonly<Record<string, string>> }) {
  return Object.entries(values).map(([name, value]) => (
    <Fragment key={name}>{value && <input type="hidden" name={name} value={value} />}</Fragment>
  ));
}
