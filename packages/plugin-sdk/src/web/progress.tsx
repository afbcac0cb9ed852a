import { useId } from 'react';
import { useLocale, useT } from './i18n';
import { numberFormat } from './intl-formats';

export interface ProgressProps {
  label: string;
  value: number;
  max?: number;
  /** What is said beside the bar, e.g. "1,200 of 5,000"; the percentage otherwise. */
  detail?: string;
  tone?: 'accent' | 'success' | 'danger';
}

const fills = { accent: 'bg-accent', success: 'bg-success-fill', danger: 'bg-danger-fill' };

/** How far a job is. */
export function Progress({ label, value, max = 100, detail, tone = 'accent' }: ProgressProps) {
  const id = useId();
  const t = useT();
  const { locale } = useLocale();
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  const said =
    detail ?? numberFormat(locale, { style: 'percent' }).format(Math.floor(share * 100) / 100);
  return (
    <div>
      <div className="mb-1.5 flex justify-between gap-3 text-dense">
        <span id={id} className="font-medium">
          {label}
        </span>
        <span className="numeric text-ink-faint">{said}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={
          detail ? said : t('ui.progress.value', { percent: Math.floor(share * 100) })
        }
        className="h-1.5 overflow-hidden rounded-full bg-muted-soft"
      >
        <div
          className={`h-full rounded-full transition-[width] duration-180 ${fills[tone]}`}
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}
