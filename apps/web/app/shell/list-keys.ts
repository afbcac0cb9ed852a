/** Moves the focus to the next or the previous row of the list on screen; from outside, to its first or last. */
export function moveInList(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('#main tbody a.row-name')];
  const here = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
  const target = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
  const link = links[target];
  if (!link) return;
  link.focus({ preventScroll: true });
  link.closest('tr')?.scrollIntoView({ block: 'nearest' });
}

/** Ticks or unticks the row that has the focus, where rows can be selected. */
export function selectInList(): void {
  const row = document.activeElement?.closest('#main tbody tr');
  row?.querySelector<HTMLInputElement>('input[data-row-select]')?.click();
}
