import { Form, useNavigation } from '@remix-run/react';
import type { MemberName } from '@socle/plugin-sdk/server';
import {
  FieldsOf,
  FormErrors,
  Panel,
  type Refusal,
  Stack,
  SubmitButton,
  useT,
} from '@socle/plugin-sdk/web';
import { useEffect, useRef } from 'react';
import { TASK } from '../../contract';
import { TaskFields } from './task-fields';

/** Adds a task to the project shown; ready for the next one as soon as it is there. */
export function AddTask({
  members,
  refusal,
}: {
  members: readonly MemberName[];
  refusal: Refusal;
}) {
  const t = useT();
  const form = useRef<HTMLFormElement>(null);
  const isSending = useNavigation().formData?.get('intent') === 'addTask';
  const wasSending = useRef(false);
  const isRefused = refusal.errors !== undefined;
  useEffect(() => {
    if (wasSending.current && !isSending && !isRefused) {
      form.current?.reset();
      form.current?.querySelector<HTMLInputElement>('input[name="title"]')?.focus();
    }
    wasSending.current = isSending;
  }, [isSending, isRefused]);
  return (
    <Panel title={t('projects.task.new')}>
      <FieldsOf type={TASK}>
        <Form method="post" ref={form} preventScrollReset>
          <input type="hidden" name="intent" value="addTask" />
          <Stack>
            <FormErrors errors={refusal.errors} />
            <TaskFields members={members} refusal={refusal} />
            <div>
              <SubmitButton variant="secondary" isPending={isSending}>
                {t('projects.task.add')}
              </SubmitButton>
            </div>
          </Stack>
        </Form>
      </FieldsOf>
    </Panel>
  );
}
