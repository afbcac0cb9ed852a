import { Form } from '@remix-run/react';
import type { MemberName } from '@socle/plugin-sdk/server';
import { FieldsOf, Panel, type Refusal, Stack, SubmitButton, useT } from '@socle/plugin-sdk/web';
import { TICKET, type TicketPriority } from '../../contract';
import { AssigneeField, PriorityField } from './ticket-fields';

interface Props {
  ticket: { priority: TicketPriority; assigneeId: string | null };
  members: readonly MemberName[];
  refusal: Refusal;
}

/** Who takes care of the ticket, and how soon. */
export function TicketFollowUp({ ticket, members, refusal }: Props) {
  const t = useT();
  const errors = refusal.errors ?? {};
  return (
    <Panel title={t('ticketing.ticket.followUp')}>
      <FieldsOf type={TICKET}>
        <Form method="post">
          <input type="hidden" name="intent" value="followUp" />
          <Stack>
            <AssigneeField
              members={members}
              value={ticket.assigneeId ?? ''}
              error={errors.assigneeId}
            />
            <PriorityField value={ticket.priority} error={errors.priority} />
            <div>
              <SubmitButton variant="secondary" size="small">
                {t('ticketing.ticket.save')}
              </SubmitButton>
            </div>
          </Stack>
        </Form>
      </FieldsOf>
    </Panel>
  );
}
