/** Code de commerce, art. L441-10: 60 days from the invoice, or 45 days end of month. */
const MAX_DAYS = 60;
const MAX_DAYS_END_OF_MONTH = 45;

/** The longest term the law allows between businesses. */
export const longestTerm = (isEndOfMonth: boolean): number =>
  isEndOfMonth ? MAX_DAYS_END_OF_MONTH : MAX_DAYS;

/** Why a term is refused, as a message key; null when it is lawful. */
export function termProblem(days: number, isEndOfMonth: boolean): string | null {
  if (days <= longestTerm(isEndOfMonth)) return null;
  return isEndOfMonth ? 'billing.profile.error.termEndOfMonth' : 'billing.profile.error.term';
}
