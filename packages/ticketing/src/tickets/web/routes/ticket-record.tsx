import { useActionData, useLoaderData } from '@remix-run/react';
import {
  assignableMembers,
  type Ctx,
  idParam,
  intents,
  readTimeline,
} from '@socle/plugin-sdk/server';
import {
  Badge,
  Callout,
  HistoryPanel,
  NoteForm,
  PageHeader,
  Panel,
  RecordHistoryLink,
  RecordLayout,
  Stack,
  Text,
  titleMeta,
  useRefusal,
  useT,
} from '@socle/plugin-sdk/web';
import { z } from 'zod';
import { formAction, pageLoader } from '../../../routes.server';
import { TICKET } from '../../contract';
import { noteInput, ticketPatch } from '../../domain/ticket';
import { ticketPage } from '../../server/queries/ticket-pages';
import { addNote } from '../../server/use-cases/add-note';
import { archiveTicket, restoreTicket } from '../../server/use-cases/archive-ticket';
import { reopenTicket, solveTicket } from '../../server/use-cases/solve-ticket';
import { updateTicket } from '../../server/use-cases/update-ticket';
import { TicketActs } from '../components/ticket-acts';
import { TicketFacts } from '../components/ticket-facts';
import { TicketFollowUp } from '../components/ticket-follow-up';
import { statusTone } from '../components/ticket-tones';

export const handle = { live: [TICKET] };

export const loader = pageLoader('ticketing.ticket.read', async ({ ctx, params, url }) => {
  const id = idParam(params);
  const ticket = await ticketPage(ctx, id);
  return {
    ticket,
    history: await readTimeline(
      ctx,
      { type: TICKET, id },
      { cursor: url.searchParams.get('before') },
    ),
    members: ticket.can.update ? await assignableMembers(ctx) : [],
  };
});

const permission = 'ticketing.ticket.update';
const archiving = 'ticketing.ticket.archive';
const done = { ok: true as const };

const act = (
  run: (ctx: Ctx, id: string) => Promise<void>,
  held: typeof permission | typeof archiving = permission,
) =>
  formAction({ permission: held, input: z.object({}) }, async ({ ctx, params }) => {
    await run(ctx, idParam(params));
    return done;
  });

const followUp = ticketPatch.pick({ priority: true, assigneeId: true }).strip();

export const action = intents({
  solve: act(solveTicket),
  reopen: act(reopenTicket),
  archive: act(archiveTicket, archiving),
  restore: act(restoreTicket, archiving),
  followUp: formAction(
    { permission, input: followUp, record: TICKET },
    async ({ ctx, params, input }) => {
      await updateTicket(ctx, idParam(params), input, null);
      return done;
    },
  ),
  note: formAction({ permission, input: noteInput }, async ({ ctx, params, input }) => {
    await addNote(ctx, idParam(params), input);
    return done;
  }),
});

export const meta = titleMeta<typeof loader>(({ ticket }) => `${ticket.number} ${ticket.subject}`);

/** A ticket: what is asked, who takes care of it, and what was done. */
export default function TicketRecord() {
  const t = useT();
  const { ticket, history, members } = useLoaderData<typeof loader>();
  const refusal = useRefusal(useActionData());
  const isWritable = ticket.can.update && !ticket.archivedAt;
  return (
    <>
      <PageHeader
        title={`${ticket.number} – ${ticket.subject}`}
        badge={
          <Badge tone={statusTone(ticket.status)}>{t(`ticketing.status.${ticket.status}`)}</Badge>
        }
        breadcrumb={[{ to: '/tickets', label: t('ticketing.ticket.many') }]}
        actions={
          <>
            <RecordHistoryLink type={TICKET} id={ticket.id} />
            <TicketActs ticket={ticket} can={ticket.can} />
          </>
        }
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
          <HistoryPanel title={t('ticketing.ticket.history')} page={history}>
            {isWritable && (
              <NoteForm
                key={ticket.id}
                draftKey={ticket.id}
                label={t('ticketing.ticket.note')}
                hint={t('ticketing.ticket.noteHint')}
                submitLabel={t('ticketing.ticket.addNote')}
                error={refusal.errors?.text}
              />
            )}
          </HistoryPanel>
        </Stack>
      </RecordLayout>
    </>
  );
}
