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
  kind: string;
  icon: string;
  text: string;
  data: Record<string, unknown>;
  occurredAt: Date | string;
  userName: string | null;
}

interface Props {
  contactId: string;
  page: { entries: Entry[]; nextCursor: string | null };
  canWrite: boolean;
  error: string | undefined;
}

/** What happened to the contact, newest first, with a place to write a note. */
export function ContactTimeline({ contactId, page, canWrite, error }: Props) {
  const t = useT();
  return (
    <Panel title={t('core.contact.timeline')}>
      <Stack>
        {canWrite && <NoteForm contactId={contactId} error={error} />}
        <Timeline
          label={t('core.contact.timeline')}
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
              {t('core.contact.older')}
            </ButtonLink>
          </div>
        )}
      </Stack>
    </Panel>
  );
}

// What is typed survives a reload, until it has been sent.
function NoteForm({ contactId, error }: { contactId: string; error: string | undefined }) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const navigation = useNavigation();
  const key = `socle.draft.note.${contactId}`;
  const isSending = navigation.formData?.get('intent') === 'note';
  const wasSending = useRef(false);
  useEffect(() => {
    const area = form.current?.elements.namedItem('text');
    if (!(area instanceof HTMLTextAreaElement)) return;
    if (wasSending.current && !isSending && !error) {
      area.value = '';
      localStorage.removeItem(key);
    } else if (!wasSending.current && area.value === '') {
      area.value = localStorage.getItem(key) ?? '';
    }
    wasSending.current = isSending;
  }, [isSending, error, key]);
  return (
    <Form
      method="post"
      ref={form}
      onInput={(event) =>
        localStorage.setItem(key, String(new FormData(event.currentTarget).get('text') ?? ''))
      }
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
          event.currentTarget.requestSubmit();
      }}
    >
      <input type="hidden" name="intent" value="note" />
      <Stack gap="tight">
        <TextArea
          name="text"
          label={t('core.note.placeholder')}
          isLabelHidden
          placeholder={t('core.note.placeholder')}
          rows={2}
          error={error}
        />
        <div>
          <SubmitButton variant="secondary" size="small" isPending={isSending}>
            {t('core.note.add')}
          </SubmitButton>
        </div>
      </Stack>
    </Form>
  );
}
