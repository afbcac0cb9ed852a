import type { FormValue, Refused } from '@socle/plugin-sdk/server';
import { useT } from '@socle/plugin-sdk/web';

interface Refusal {
  /** Field → message, for the fields and for `FormErrors`. */
  errors: Record<string, string> | undefined;
  /** What belongs to no field. */
  formErrors: string[];
  /** What had been typed in a field. */
  value(name: string): string | undefined;
  values: Record<string, FormValue> | undefined;
}

/** What an action refused, in the words of the reader; empty when it refused nothing. */
export function useRefusal(answer: unknown): Refusal {
  const t = useT();
  const refused = isRefused(answer) ? answer : null;
  const errors = refused?.fields.map(({ field, code, params }) => [field, t(code, params)]);
  return {
    errors: errors && Object.fromEntries(errors.reverse()),
    formErrors: refused?.error ? [t(refused.error.code, refused.error.params)] : [],
    values: refused?.values,
    value(name) {
      const typed = refused?.values[name];
      return typeof typed === 'string' ? typed : undefined;
    },
  };
}

/** Tells a refusal from whatever else an action answers. */
export const isRefused = (answer: unknown): answer is Refused =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false;
