import { CONTACT } from '@socle/core/contract';
import type { MemberName } from '@socle/plugin-sdk/server';
import {
  Columns,
  Combobox,
  RecordForm,
  type Refusal,
  TextArea,
  TextField,
  useT,
} from '@socle/plugin-sdk/web';
import { TICKET, type TicketPriority } from '../../contract';
import { AssigneeField, PriorityField } from './ticket-fields';

interface Props {
  /** The ticket being changed; none for a new one. */
  ticket?: {
    subject: string;
    description: string;
    priority: TicketPriority;
    assigneeId: string | null;
    version: number;
  };
  contact: { id: string; title: string } | null;
  members: readonly MemberName[];
  refusal: Refusal;
  submitLabel: string;
  cancelTo: string;
}

/** The form of a ticket; the same for a new one and for changes. */
export function TicketForm({ ticket, contact, members, refusal, submitLabel, cancelTo }: Props) {
  const t = useT();
  const errors = refusal.errors ?? {};
  return (
    <RecordForm
      type={TICKET}
      version={ticket?.version}
      refusal={refusal}
      submitLabel={submitLabel}
      cancelTo={cancelTo}
    >
      <TextField
        name="subject"
        label={t('ticketing.ticket.subject')}
        defaultValue={refusal.value('subject') ?? ticket?.subject}
        error={errors.subject}
        maxLength={200}
        required
        autoComplete="off"
      />
      <Combobox
        name="contactId"
        label={t('ticketing.ticket.contact')}
        loadUrl={`/lookup?type=${CONTACT}`}
        defaultItem={contact}
        error={errors.contactId}
        required
      />
      <TextArea
        name="description"
        label={t('ticketing.ticket.description')}
        rows={6}
        defaultValue={refusal.value('description') ?? ticket?.description}
        error={errors.description}
      />
      <Columns>
        <PriorityField
          value={refusal.value('priority') ?? ticket?.priority ?? 'normal'}
          error={errors.priority}
        />
        <AssigneeField
          members={members}
          value={refusal.value('assigneeId') ?? ticket?.assigneeId ?? ''}
          error={errors.assigneeId}
        />
      </Columns>
    </RecordForm>
  );
}
