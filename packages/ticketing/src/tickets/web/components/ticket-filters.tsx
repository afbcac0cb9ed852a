import { FilterSelect, ListFilters, useT } from '@socle/plugin-sdk/web';
import { TICKET_PRIORITIES, TICKET_STATUSES } from '../../contract';
import type { TicketListState } from '../../server/queries/ticket-pages';

/** Search and filters of the ticket list; the URL is the state. */
export function TicketFilters({ state }: { state: TicketListState }) {
  const t = useT();
  return (
    <ListFilters label={t('ticketing.ticket.search')} state={state}>
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
    </ListFilters>
  );
}
