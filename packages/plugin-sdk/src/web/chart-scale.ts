/** Colours that stay apart for most colour-blind readers, and in both themes. */
const seriesColors = [
  'var(--color-accent-text)',
  'var(--color-info-fill)',
  'var(--color-warning-fill)',
  'var(--color-success-fill)',
  'var(--color-muted-fill)',
  'var(--color-danger-fill)',
] as const;

export function seriesColor(index: number): string {
  return seriesColors[index % seriesColors.length] ?? 'currentColor';
}

/** Three to five round marks from zero that enclose the greatest value. */
export function axisTicks(greatest: number): number[] {
  if (greatest <= 0) return [0, 1];
  const rough = greatest / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough);
  const size = step ?? rough;
  return Array.from({ length: Math.ceil(greatest / size) + 1 }, (_, index) => index * size);
}
