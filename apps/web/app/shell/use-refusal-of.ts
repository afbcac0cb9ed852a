import { isRefused, type Refusal, useRefusal } from '@socle/plugin-sdk/web';

/** What was refused of one form on a page with several; `mark` tells forms of the same intent apart. */
export function useRefusalOf(
  answer: unknown,
  intent: string,
  mark?: { name: string; value: string },
): Refusal {
  const isOurs =
    isRefused(answer) &&
    answer.values.intent === intent &&
    (mark === undefined || answer.values[mark.name] === mark.value);
  return useRefusal(isOurs ? answer : undefined);
}
