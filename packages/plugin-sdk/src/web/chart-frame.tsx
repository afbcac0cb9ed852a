import type { ReactNode } from 'react';
import { useT } from './i18n';

interface ChartFrameProps {
  title: string;
  /** What the drawing says, in a sentence; read instead of it. */
  summary: string;
  headers: readonly string[];
  rows: readonly (readonly string[])[];
  legend?: ReactNode;
  children: ReactNode;
}

/** A chart and its twin: the same figures as a table, one press away, for whoever cannot see a drawing. */
export function ChartFrame({ title, summary, headers, rows, legend, children }: ChartFrameProps) {
  const t = useT();
  const [first, ...others] = headers;
  return (
    <figure className="m-0 min-w-0">
      {legend}
      <div role="img" aria-label={`${title}. ${summary}`}>
        {children}
      </div>
      <details className="mt-2 text-small text-ink-faint">
        <summary className="inline-flex min-h-6 cursor-pointer items-center rounded-tag hover:text-ink">
          {t('ui.chart.data')}
        </summary>
        <div className="overflow-x-auto">
          <table className="mt-1 w-full text-dense text-ink-soft">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr className="border-b border-line">
                <th scope="col" className="py-1 pr-3 text-start font-medium">
                  {first}
                </th>
                {others.map((header) => (
                  <th key={header} scope="col" className="py-1 pl-3 text-end font-medium">
                    {header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([label, ...figures]) => (
                <tr key={label} className="border-b border-line last:border-0">
                  <th scope="row" className="py-1 pr-3 text-start font-normal">
                    {label}
                  </th>
                  {figures.map((figure, index) => (
                    <td key={others[index]} className="numeric py-1 pl-3 text-end">
                      {figure}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
