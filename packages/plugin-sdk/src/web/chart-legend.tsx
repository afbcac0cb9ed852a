import { seriesColor } from './chart-scale';

/** The names of the series, each beside its colour. */
export function ChartLegend({ labels }: { labels: readonly string[] }) {
  return (
    <ul aria-hidden="true" className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-small text-ink-soft">
      {labels.map((label, index) => (
        <li key={label} className="flex items-center gap-1.5">
          <span className="size-2 rounded-full" style={{ background: seriesColor(index) }} />
          {label}
        </li>
      ))}
    </ul>
  );
}
