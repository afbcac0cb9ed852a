import { ChartFrame } from './chart-frame';

export interface ChartPoint {
  label: string;
  value: number;
}

export interface BarChartProps {
  title: string;
  summary: string;
  /** The heads of the two columns of the data table. */
  labelHeader: string;
  valueHeader: string;
  data: readonly ChartPoint[];
  format?: (value: number) => string;
}

/** Amounts by category, as horizontal bars: the names stay readable however long they are. */
export function BarChart(props: BarChartProps) {
  const { title, summary, data, format = String } = props;
  const greatest = Math.max(1, ...data.map((point) => point.value));
  return (
    <ChartFrame
      title={title}
      summary={summary}
      headers={[props.labelHeader, props.valueHeader]}
      rows={data.map((point) => [point.label, format(point.value)])}
    >
      <div className="grid grid-cols-[minmax(0,auto)_1fr_auto] items-center gap-x-3 gap-y-2 text-dense">
        {data.map((point) => (
          <div key={point.label} className="col-span-3 grid grid-cols-subgrid items-center">
            <span className="truncate text-ink-soft">{point.label}</span>
            <svg
              className="h-3 w-full"
              preserveAspectRatio="none"
              viewBox="0 0 100 10"
              aria-hidden="true"
            >
              <rect width="100" height="10" fill="var(--color-muted-soft)" />
              <rect
                width={(100 * Math.max(0, point.value)) / greatest}
                height="10"
                fill="var(--color-accent-text)"
              />
            </svg>
            <span className="numeric text-end font-medium">{format(point.value)}</span>
          </div>
        ))}
      </div>
    </ChartFrame>
  );
}
