import { CONTACT } from '@socle/core/contract';
import type { Filter, ListQuery } from '@socle/plugin-sdk';
import { type Ctx, exportPath, memberNames } from '@socle/plugin-sdk/server';
import {
  TICKET,
  type TicketPriority,
  type TicketSnapshot,
  type TicketStatus,
} from '../../contract';
import { readTicketNumber } from '../../domain/ticket';

/** One line of the ticket list. */
export interface TicketListRow extends TicketSnapshot {
  contactName: string;
  assigneeName: string | null;
  createdAt: Date;
  updatedAt: Date;
}

export type TicketListState = {
  q: string;
  status: TicketStatus | '';
  priority: TicketPriority | '';
  assignee: 'me' | 'none' | '';
};

type Row = Record<string, unknown>;

/** One page of tickets with the names of contacts and assignees, in a fixed number of statements. */
export async function ticketListPage(ctx: Ctx, state: TicketListState, cursor: string | null) {
  const number = readTicketNumber(state.q);
  const filters = listFilters(ctx, state, number);
  const query: ListQuery = {
    ...(state.q && !number ? { q: state.q } : {}),
    ...(filters.length > 0 ? { filter: { and: filters } } : {}),
  };
  const page = await ctx.records.list(TICKET, { ...query, ...(cursor ? { cursor } : {}) });
  return {
    ...page,
    exportHref: exportPath(ctx, TICKET, query),
    rows: await withNames(ctx, page.rows),
  };
}

// Somebody who types T-12 wants that ticket, not every ticket that mentions it.
function listFilters(ctx: Ctx, state: TicketListState, number: string | null): Filter[] {
  const filters: Filter[] = [];
  if (number) filters.push({ field: 'number', op: 'eq', value: number });
  if (state.status) filters.push({ field: 'status', op: 'eq', value: state.status });
  if (state.priority) filters.push({ field: 'priority', op: 'eq', value: state.priority });
  if (state.assignee === 'none') filters.push({ field: 'assigneeId', op: 'empty' });
  if (state.assignee === 'me')
    filters.push({ field: 'assigneeId', op: 'eq', value: ctx.actor.userId });
  return filters;
}

async function withNames(ctx: Ctx, rows: readonly Row[]): Promise<TicketListRow[]> {
  const contacts = await ctx.records.titles(
    rows.map((row) => ({ type: CONTACT, id: String(row.contactId) })),
  );
  const members = await memberNames(
    ctx,
    rows.map((row) => row.assigneeId as string | null),
  );
  return rows.map(
    (row) =>
      ({
        ...row,
        contactName: contacts.get(`${CONTACT} ${String(row.contactId)}`) ?? '',
        assigneeName: members.get(String(row.assigneeId)) ?? null,
      }) as unknown as TicketListRow,
  );
}

/** A ticket with the names it shows. Throws notFound. */
export async function ticketPage(ctx: Ctx, id: string) {
  const row = await ctx.records.get(TICKET, id);
  const [named] = await withNames(ctx, [row]);
  return {
    ...(named as TicketListRow),
    version: row.version,
    archivedAt: row.archivedAt,
    can: {
      update: ctx.reaches('ticketing.ticket.update', TICKET, row),
      archive: ctx.reaches('ticketing.ticket.archive', TICKET, row),
    },
    description: String(row.description),
    solvedAt: row.solvedAt as Date | null,
  };
}

const PANEL_ROWS = 8;

/** A contact's tickets, the open ones first, newest first, and how many are open. */
export async function contactTickets(ctx: Ctx, contactId: string) {
  const rows = await ctx.query<
    Pick<TicketListRow, 'id' | 'number' | 'subject' | 'status' | 'priority'> & { openCount: number }
  >(
    `select id, number, subject, status, priority,
       (count(*) filter (where status = 'open') over ())::int as "openCount"
     from ticketing_ticket where workspace_id = $1 and contact_id = $2 and archived_at is null
     order by status = 'solved', created_at desc, id desc limit ${PANEL_ROWS}`,
    [ctx.workspace.id, contactId],
  );
  const tickets = ctx.mask(TICKET, rows);
  return {
    tickets,
    openCount: rows[0]?.openCount ?? 0,
    canCreate: ctx.can('ticketing.ticket.create'),
  };
}
