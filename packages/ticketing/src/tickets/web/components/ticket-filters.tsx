import { useLocation } from '@remix-run/react';
import { FilterBar, FilterSelect, SearchField, Toolbar, useT } from '@socle/plugin-sdk/web';
import { TICKET_PRIORITIES, TICKET_STATUSES } from '../../contract';
import type { TicketListState } from '../../server/queries/ticket-pages';

/** Search and filters of the ticket list; the URL is the state. */
export function TicketFilters({ state }: { state: TicketListState }) {
  const t = useT();
  const { pathname } = useLocation();
  const { q, ...filters } = state;
  const kept = Object.entries(filters).filter(([, value]) => value !== '');
  return (
    <Toolbar>
      <SearchField label={t('ticketing.ticket.search')} defaultValue={q}>
        {kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </SearchField>
      <FilterBar isFiltered={kept.length > 0} clearHref={pathname}>
        {q && <input type="hidden" name="q" value={q} />}
        <FilterSelect
          name="status"
          label={t('ticketing.ticket.status')}
          value={state.status}
          options={TICKET_STATUSES.map((value) => ({
            value,
            label: t(`ticketing.status.${value}`),
          }))}
        />
        <FilterSelect
          name="priority"
          label={t('ticketing.ticket.priority')}
          value={state.priority}
          options={TICKET_PRIORITIES.map((value) => ({
            value,
            label: t(`ticketing.priority.${value}`),
          }))}
        />
        <FilterSelect
          name="assignee"
          label={t('ticketing.ticket.assignee')}
          value={state.assignee}
          options={[
            { value: 'me', label: t('ticketing.ticket.mine') },
            { value: 'none', label: t('ticketing.ticket.unassigned') },
          ]}
        />
      </FilterBar>
    </Toolbar>
  );
}
