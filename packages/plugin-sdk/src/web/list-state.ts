const MAX_SEARCH = 200;

/** What narrows a list: `q` is the search, the others are filters; '' where there is none. */
export type ListState<Choices extends Record<string, readonly string[]>> = {
  [Name in keyof Choices]: Choices[Name][number] | '';
} & { q: string };

/** Reads the state of a list from its address; what is not among the choices of a filter counts as none. */
export function listState<const Choices extends Record<string, readonly string[]>>(
  search: URLSearchParams,
  choices: Choices,
): ListState<Choices> {
  const filters = Object.entries(choices).map(([name, allowed]) => [
    name,
    allowed.find((value) => value === search.get(name)) ?? '',
  ]);
  const q = (search.get('q') ?? '').trim().slice(0, MAX_SEARCH);
  return { ...Object.fromEntries(filters), q };
}

/** Whether anything narrows a list: without a row, it is then not empty but nothing was found. */
export const isNarrowed = (state: Readonly<Record<string, string>>): boolean =>
  Object.values(state).some((value) => value !== '');
