import type { BarChartProps } from './bar-chart';
import { ChartFrame } from './chart-frame';
import { seriesColor } from './chart-scale';

export interface DonutChartProps extends BarChartProps {
  /** In the hole: the total, already formatted. */
  center?: string;
}

const RADIUS = 42;
const LENGTH = 2 * Math.PI * RADIUS;
const GAP = 1.5;

/** Parts of a whole, with each part's name and amount beside it. */
export function DonutChart(props: DonutChartProps) {
  const { title, summary, data, center, format = String } = props;
  const total = data.reduce((sum, point) => sum + Math.max(0, point.value), 0) || 1;
  return (
    <ChartFrame
      title={title}
      summary={summary}
      headers={[props.labelHeader, props.valueHeader]}
      rows={data.map((point) => [point.label, format(point.value)])}
    >
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <svg viewBox="0 0 100 100" className="size-32 shrink-0" aria-hidden="true">
          {arcsOf(data.map((point) => Math.max(0, point.value) / total)).map((arc, index) => (
            <circle
              key={data[index]?.label}
              cx="50"
              cy="50"
              r={RADIUS}
              fill="none"
              stroke={seriesColor(index)}
              strokeWidth="12"
              strokeDasharray={`${arc.length} ${LENGTH}`}
              strokeDashoffset={-arc.start}
              transform="rotate(-90 50 50)"
            />
          ))}
          {center && (
            <text
              x="50"
              y="54.5"
              textAnchor="middle"
              className="numeric fill-ink text-[13px] font-semibold"
            >
              {center}
            </text>
          )}
        </svg>
        <ul className="m-0 grid min-w-40 flex-1 gap-1.5 text-dense">
          {data.map((point, index) => (
            <li key={point.label} className="flex items-center gap-2">
              <span
                className="size-2 shrink-0 rounded-full"
                style={{ background: seriesColor(index) }}
              />
              <span className="min-w-0 flex-1 truncate text-ink-soft">{point.label}</span>
              <span className="numeric font-medium">{format(point.value)}</span>
            </li>
          ))}
        </ul>
      </div>
    </ChartFrame>
  );
}

function arcsOf(shares: readonly number[]): { start: number; length: number }[] {
  let start = 0;
  return shares.map((share) => {
    const arc = { start, length: Math.max(0, share * LENGTH - GAP) };
    start += share * LENGTH;
    return arc;
  });
}
