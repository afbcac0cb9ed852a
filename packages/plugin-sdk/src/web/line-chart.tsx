import { ChartFrame } from './chart-frame';
import { ChartLegend } from './chart-legend';
import { axisTicks, seriesColor } from './chart-scale';

export interface LineSeries {
  label: string;
  /** One value per entry of `labels`; null leaves a gap. */
  values: readonly (number | null)[];
}

export interface LineChartProps {
  title: string;
  summary: string;
  labelHeader: string;
  labels: readonly string[];
  series: readonly LineSeries[];
  format?: (value: number) => string;
}

/** Values over time. The words are HTML over a stretched drawing, so their size never changes. */
export function LineChart(props: LineChartProps) {
  const { title, summary, labels, series, format = String } = props;
  const greatest = Math.max(0, ...series.flatMap((line) => line.values.map((value) => value ?? 0)));
  const ticks = axisTicks(greatest);
  const top = ticks[ticks.length - 1] ?? 1;
  const last = Math.max(1, labels.length - 1);
  const every = Math.ceil(labels.length / 6);
  return (
    <ChartFrame
      title={title}
      summary={summary}
      headers={[props.labelHeader, ...series.map((line) => line.label)]}
      rows={labels.map((label, index) => [
        label,
        ...series.map((line) => formatOrEmpty(line.values[index], format)),
      ])}
      legend={series.length > 1 && <ChartLegend labels={series.map((line) => line.label)} />}
    >
      <div className="numeric grid grid-cols-[auto_1fr] gap-x-3 text-micro text-ink-faint">
        <div className="flex h-44 flex-col-reverse justify-between text-end *:-my-2">
          {ticks.map((tick) => (
            <span key={tick}>{format(tick)}</span>
          ))}
        </div>
        <svg
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          className="h-44 w-full overflow-visible"
          aria-hidden="true"
        >
          {ticks.map((tick) => (
            <path
              key={tick}
              d={`M0 ${100 - (100 * tick) / top}H100`}
              stroke="var(--color-line)"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {series.map((line, index) => (
            <path
              key={line.label}
              d={pathOf(line.values, last, top)}
              fill="none"
              stroke={seriesColor(index)}
              strokeWidth="2"
              strokeLinejoin="round"
              vectorEffect="non-scaling-stroke"
              // Dashes tell the lines apart where colours do not.
              strokeDasharray={index === 0 ? undefined : `${2 + index * 4} 5`}
            />
          ))}
        </svg>
        <div className="relative col-start-2 mt-2 h-4">
          {labels.map(
            (label, index) =>
              index % every === 0 && (
                <span
                  key={label}
                  className="absolute whitespace-nowrap"
                  // The first and the last stay inside the drawing.
                  style={{
                    left: `${(100 * index) / last}%`,
                    transform: `translateX(${(-100 * index) / last}%)`,
                  }}
                >
                  {label}
                </span>
              ),
          )}
        </div>
      </div>
    </ChartFrame>
  );
}

function formatOrEmpty(
  value: number | null | undefined,
  format: (value: number) => string,
): string {
  return value === null || value === undefined ? '' : format(value);
}

function pathOf(values: readonly (number | null)[], last: number, top: number): string {
  return values
    .map((value, index) => {
      if (value === null) return '';
      const isStart = index === 0 || values[index - 1] === null;
      const at = `${((100 * index) / last).toFixed(2)} ${(100 - (100 * value) / top).toFixed(2)}`;
      return `${isStart ? 'M' : 'L'}${at}`;
    })
    .join('');
}
