import { Form, useNavigation } from '@remix-run/react';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { Stack } from './stack';
import { SubmitButton } from './submit-button';
import { TextArea } from './text-area';

export interface NoteFormProps {
  label: string;
  /** Under the field; without one, the label is the field's placeholder. */
  hint?: string;
  submitLabel: string;
  error: string | undefined;
  /** The id of the record: what is typed then survives a reload, until it has been sent. */
  draftKey?: string;
}

/** Writes a note on a record: posts `text` with the intent `note`. Give it the record's id as `key`. */
export function NoteForm({ label, hint, submitLabel, error, draftKey }: NoteFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const isSending = useNavigation().formData?.get('intent') === 'note';
  const draft = draftKey && `socle.draft.note.${draftKey}`;
  useDraft(form, draft, isSending, error);
  return (
    <Form
      method="post"
      ref={form}
      onInput={(event) =>
        draft &&
        localStorage.setItem(draft, String(new FormData(event.currentTarget).get('text') ?? ''))
      }
      onKeyDown={submitOnCtrlEnter}
    >
      <input type="hidden" name="intent" value="note" />
      <Stack gap="tight">
        <TextArea
          name="text"
          label={label}
          hint={hint}
          isLabelHidden={!hint}
          placeholder={hint ? undefined : label}
          rows={2}
          error={error}
        />
        <div>
          <SubmitButton variant="secondary" size="small" isPending={isSending}>
            {submitLabel}
          </SubmitButton>
        </div>
      </Stack>
    </Form>
  );
}

// Empties the form once its note was taken, and only then; until then the draft fills it again.
function useDraft(
  form: RefObject<HTMLFormElement>,
  draft: string | undefined,
  isSending: boolean,
  error: string | undefined,
): void {
  const wasSending = useRef(false);
  useEffect(() => {
    const area = form.current?.elements.namedItem('text');
    if (!(area instanceof HTMLTextAreaElement)) return;
    if (wasSending.current && !isSending && !error) {
      area.value = '';
      if (draft) localStorage.removeItem(draft);
    } else if (draft && !wasSending.current && area.value === '') {
      area.value = localStorage.getItem(draft) ?? '';
    }
    wasSending.current = isSending;
  }, [form, draft, isSending, error]);
}

function submitOnCtrlEnter(event: KeyboardEvent<HTMLFormElement>): void {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey))
    event.currentTarget.requestSubmit();
}
