import { useActionData, useLoaderData } from '@remix-run/react';
import { type Ctx, idParam, intents, readTimeline } from '@socle/plugin-sdk/server';
import {
  Badge,
  Callout,
  PageHeader,
  Panel,
  RecordLayout,
  Stack,
  Text,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { TICKET } from '../../contract';
import { noteInput, ticketPatch } from '../../domain/ticket';
import { assignableMembers } from '../../server/queries/members';
import { ticketPage } from '../../server/queries/ticket-pages';
import { addNote } from '../../server/use-cases/add-note';
import { archiveTicket, restoreTicket } from '../../server/use-cases/archive-ticket';
import { reopenTicket, solveTicket } from '../../server/use-cases/solve-ticket';
import { updateTicket } from '../../server/use-cases/update-ticket';
import { TicketActs } from '../components/ticket-acts';
import { TicketFacts } from '../components/ticket-facts';
import { TicketFollowUp } from '../components/ticket-follow-up';
import { TicketHistory } from '../components/ticket-history';
import { statusTone } from '../components/ticket-tones';

export const handle = { live: [TICKET] };

export const loader = pageLoader('ticketing.ticket.read', async ({ ctx, params, url }) => {
  const id = idParam(params);
  const canUpdate = ctx.can('ticketing.ticket.update');
  return {
    ticket: await ticketPage(ctx, id),
    history: await readTimeline(
      ctx,
      { type: TICKET, id },
      { cursor: url.searchParams.get('before') },
    ),
    members: canUpdate ? await assignableMembers(ctx) : [],
    canUpdate,
  };
});

const permission = 'ticketing.ticket.update';
const done = { ok: true as const };

const act = (run: (ctx: Ctx, id: string) => Promise<void>) =>
  formAction({ permission, input: z.object({}) }, async ({ ctx, params }) => {
    await run(ctx, idParam(params));
    return done;
  });

const followUp = ticketPatch.pick({ priority: true, assigneeId: true }).strip();

export const action = intents({
  solve: act(solveTicket),
  reopen: act(reopenTicket),
  archive: act(archiveTicket),
  restore: act(restoreTicket),
  followUp: formAction({ permission, input: followUp }, async ({ ctx, params, input }) => {
    await updateTicket(ctx, idParam(params), input, null);
    return done;
  }),
  note: formAction({ permission, input: noteInput }, async ({ ctx, params, input }) => {
    await addNote(ctx, idParam(params), input);
    return done;
  }),
});

export const meta = ({ data }: { data?: { ticket: { number: string; subject: string } } }) => [
  { title: data ? `${data.ticket.number} ${data.ticket.subject} – Socle` : 'Socle' },
];

/** A ticket: what is asked, who takes care of it, and what was done. */
export default function TicketRecord() {
  const t = useT();
  const { ticket, history, members, canUpdate } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  const isWritable = canUpdate && !ticket.archivedAt;
  return (
    <>
      <PageHeader
        title={`${ticket.number} – ${ticket.subject}`}
        badge={
          <Badge tone={statusTone(ticket.status)}>{t(`ticketing.status.${ticket.status}`)}</Badge>
        }
        breadcrumb={[{ to: '/tickets', label: t('ticketing.ticket.many') }]}
        actions={canUpdate && <TicketActs ticket={ticket} />}
      />
      <RecordLayout
        facts={<TicketFacts ticket={ticket} />}
        related={
          isWritable && (
            <TicketFollowUp
              key={ticket.version}
              ticket={ticket}
              members={members}
              refusal={refusal}
            />
          )
        }
      >
        <Stack>
          {ticket.archivedAt && (
            <Callout tone="warning">{t('ticketing.ticket.archivedNotice')}</Callout>
          )}
          {refusal.formErrors.map((message) => (
            <Callout key={message} tone="danger" isLive>
              {message}
            </Callout>
          ))}
          <Panel title={t('ticketing.ticket.description')}>
            {ticket.description ? (
              <p className="m-0 max-w-[75ch] whitespace-pre-wrap text-body wrap-anywhere">
                {ticket.description}
              </p>
            ) : (
              <Text look="soft">{t('ticketing.ticket.noDescription')}</Text>
            )}
          </Panel>
          <TicketHistory page={history} canWrite={isWritable} error={refusal.errors?.text} />
        </Stack>
      </RecordLayout>
    </>
  );
}
