import { Form, useNavigation } from '@remix-run/react';
import {
  ButtonLink,
  namedIcon,
  Panel,
  Stack,
  SubmitButton,
  TextArea,
  Timeline,
  useT,
} from '@socle/plugin-sdk/web';
import { useEffect, useRef } from 'react';

interface Entry {
  id: string;
  icon: string;
  text: string;
  data: Record<string, unknown>;
  occurredAt: Date | string;
  userName: string | null;
}

interface Props {
  page: { entries: Entry[]; nextCursor: string | null };
  canWrite: boolean;
  error: string | undefined;
}

/** What was done about a ticket, newest first, with a place to leave a note for colleagues. */
export function TicketHistory({ page, canWrite, error }: Props) {
  const t = useT();
  return (
    <Panel title={t('ticketing.ticket.history')}>
      <Stack>
        {canWrite && <NoteForm error={error} />}
        <Timeline
          label={t('ticketing.ticket.history')}
          entries={page.entries.map((entry) => ({
            key: entry.id,
            icon: namedIcon(entry.icon),
            actor: entry.userName ?? undefined,
            title: entry.text,
            at: entry.occurredAt,
            body:
              typeof entry.data.body === 'string' ? (
                <p className="whitespace-pre-wrap">{entry.data.body}</p>
              ) : undefined,
          }))}
        />
        {page.nextCursor && (
          <div>
            <ButtonLink
              to={`?before=${page.nextCursor}`}
              variant="ghost"
              size="small"
              preventScrollReset
            >
              {t('ticketing.ticket.older')}
            </ButtonLink>
          </div>
        )}
      </Stack>
    </Panel>
  );
}

function NoteForm({ error }: { error: string | undefined }) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const isSending = useNavigation().formData?.get('intent') === 'note';
  const wasSending = useRef(false);
  useEffect(() => {
    if (wasSending.current && !isSending && !error) form.current?.reset();
    wasSending.current = isSending;
  }, [isSending, error]);
  return (
    <Form
      method="post"
      ref={form}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
          event.currentTarget.requestSubmit();
      }}
    >
      <input type="hidden" name="intent" value="note" />
      <Stack gap="tight">
        <TextArea
          name="text"
          label={t('ticketing.ticket.note')}
          hint={t('ticketing.ticket.noteHint')}
          rows={2}
          error={error}
        />
        <div>
          <SubmitButton variant="secondary" size="small" isPending={isSending}>
            {t('ticketing.ticket.addNote')}
          </SubmitButton>
        </div>
      </Stack>
    </Form>
  );
}
