import { Form } from '@remix-run/react';
import { ButtonLink, SubmitButton, useT } from '@socle/plugin-sdk/web';
import { Pencil } from 'lucide-react';
import type { TicketStatus } from '../../contract';

interface Props {
  ticket: { status: TicketStatus; archivedAt: Date | string | null };
  can: { update: boolean; archive: boolean };
}

/** What can be done with a ticket as a whole; the next step is the primary one. */
export function TicketActs({ ticket, can }: Props) {
  const t = useT();
  if (ticket.archivedAt) return can.archive ? <Act name="restore" variant="primary" /> : null;
  return (
    <>
      {can.archive && <Act name="archive" variant="ghost" />}
      {can.update && (
        <ButtonLink to="edit" icon={Pencil}>
          {t('ticketing.ticket.edit')}
        </ButtonLink>
      )}
      {!can.update ? null : ticket.status === 'open' ? (
        <Act name="solve" variant="primary" />
      ) : (
        <Act name="reopen" variant="secondary" />
      )}
    </>
  );
}

function Act(props: {
  name: 'archive' | 'restore' | 'solve' | 'reopen';
  variant: 'primary' | 'secondary' | 'ghost';
}) {
  const t = useT();
  return (
    <Form method="post">
      <SubmitButton name="intent" value={props.name} variant={props.variant}>
        {t(`ticketing.ticket.${props.name}`)}
      </SubmitButton>
    </Form>
  );
}
