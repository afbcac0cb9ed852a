import {
  Button,
  type ButtonProps,
  Callout,
  makePasskey,
  type PasskeyAnswer,
  presentPasskey,
  Stack,
  useT,
} from '@socle/plugin-sdk/web';
import { KeyRound } from 'lucide-react';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { z } from 'zod';

const HERE = '/passkeys';

const startSchema = z.union([
  z.object({ options: z.looseObject({}) }),
  z.object({ leaveFor: z.string() }),
  z.object({
    error: z.object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])),
    }),
  }),
]);

type Words = { code: string; params?: Record<string, string | number> };

interface PasskeyFormProps extends Pick<ButtonProps, 'variant' | 'size' | 'isWide'> {
  /** What is asked of the device. */
  act: 'signIn' | 'confirm' | 'add';
  next?: string;
  label: string;
  /** Fields beside the button. */
  children?: ReactNode;
}

/** Asks the device for a passkey, then posts its answer as any form: the server leads on from there. */
export function PasskeyForm({ act, next, label, children, ...look }: PasskeyFormProps) {
  const t = useT();
  const answer = useRef<HTMLInputElement>(null);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<Words | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    const form = event.currentTarget;
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    setProblem(null);
    const outcome = await askDevice(act);
    if ('response' in outcome && answer.current) {
      answer.current.value = outcome.response;
      form.submit();
      return;
    }
    if ('problem' in outcome) setProblem(outcome.problem);
    if ('leaveFor' in outcome) window.location.assign(outcome.leaveFor);
    else setPending(false);
  };
  return (
    <form method="post" action={HERE} onSubmit={submit} className="needs-script">
      <input type="hidden" name="intent" value={act} />
      {next !== undefined && <input type="hidden" name="next" value={next} />}
      <input type="hidden" name="response" ref={answer} />
      <Stack gap="tight">
        {problem && (
          <Callout tone="danger" isLive>
            {t(problem.code, problem.params)}
          </Callout>
        )}
        {children}
        <div>
          <Button {...look} type="submit" icon={KeyRound} isPending={isPending}>
            {label}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

type Outcome = { response: string } | { leaveFor: string } | { problem: Words };

async function askDevice(act: PasskeyFormProps['act']): Promise<Outcome> {
  const started = await start(act);
  if (!('options' in started)) return started;
  const ask = act === 'add' ? makePasskey : presentPasskey;
  const answer = await ask(started.options);
  return answer.isDone ? { response: answer.response } : { problem: { code: wordsFor(answer) } };
}

async function start(
  act: PasskeyFormProps['act'],
): Promise<{ options: object } | { leaveFor: string } | { problem: Words }> {
  const failed = { problem: { code: 'shell.passkeys.failed' } };
  try {
    const body = new URLSearchParams({ intent: `${act}Start` });
    const response = await fetch(HERE, { method: 'POST', body });
    const started = startSchema.safeParse(await response.json());
    if (!started.success) return failed;
    return 'error' in started.data ? { problem: started.data.error } : started.data;
  } catch {
    return failed;
  }
}

const REASONS = {
  cancelled: 'shell.passkeys.cancelled',
  unsupported: 'shell.passkeys.unsupported',
  known: 'shell.passkeys.known',
  failed: 'shell.passkeys.failed',
} as const;

const wordsFor = (answer: Extract<PasskeyAnswer, { isDone: false }>): string =>
  REASONS[answer.reason];
