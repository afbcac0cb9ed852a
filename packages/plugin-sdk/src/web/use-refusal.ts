import { useMemo } from 'react';
import type { FormValue } from '../server/form-data';
import type { Refused } from '../server/routes';
import { useT } from './i18n';
import { useKept } from './use-answer';

export interface Refusal {
  /** Field → message, for the fields and for `FormErrors`; undefined when nothing was refused. */
  errors: Record<string, string> | undefined;
  /** What belongs to no field. */
  formErrors: string[];
  values: Record<string, FormValue>;
  /** What had been typed in a field. */
  value(name: string): string | undefined;
}

/** What an action refused, in the words of the reader. Stays the same object until the next answer. */
export function useRefusal(given: unknown): Refusal {
  const t = useT();
  const answer = useKept(given);
  return useMemo(() => {
    if (!isRefused(answer)) {
      return { errors: undefined, formErrors: [], values: {}, value: () => undefined };
    }
    const errors: Record<string, string> = {};
    for (const { field, code, params } of answer.fields) errors[field] ??= t(code, params);
    return {
      errors,
      formErrors: answer.error ? [t(answer.error.code, answer.error.params)] : [],
      values: answer.values,
      value(name) {
        const typed = answer.values[name];
        return typeof typed === 'string' ? typed : undefined;
      },
    };
  }, [answer, t]);
}

/** Tells a refusal from whatever else an action answers. */
export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;
