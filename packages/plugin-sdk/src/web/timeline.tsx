import type { ReactNode } from 'react';
import { Icon, type IconType } from './icon';
import { Time } from './time';
import { type Tone, toneClasses } from './tone';

export interface TimelineEntry {
  key: string;
  icon: IconType;
  tone?: Tone;
  /** Who did it, already resolved; none for the system. */
  actor?: ReactNode;
  /** What happened, following the actor: "a appelé", "created the deal". */
  title: ReactNode;
  at: Date | string | number;
  body?: ReactNode;
  actions?: ReactNode;
}

/** What happened to a record, newest first. */
export function Timeline({ label, entries }: { label: string; entries: readonly TimelineEntry[] }) {
  return (
    <ol aria-label={label} className="m-0">
      {entries.map((entry) => (
        <li key={entry.key} className="group/entry relative flex gap-3 pb-5 last:pb-0">
          <span
            aria-hidden="true"
            className="absolute top-7 bottom-0 left-3 w-px -translate-x-1/2 bg-line group-last/entry:hidden"
          />
          <span
            className={`relative flex size-6 shrink-0 items-center justify-center rounded-full ${toneClasses[entry.tone ?? 'muted']}`}
          >
            <Icon of={entry.icon} size={14} />
          </span>
          <div className="min-w-0 flex-1">
            <div className="flex min-h-6 items-baseline gap-3 pt-0.5 text-dense">
              <p className="m-0 min-w-0 flex-1 text-ink-soft">
                {entry.actor && <span className="font-medium text-ink">{entry.actor} </span>}
                {entry.title}
              </p>
              <span className="text-small text-ink-faint">
                <Time at={entry.at} />
              </span>
              {entry.actions}
            </div>
            {entry.body && (
              <div className="mt-1.5 max-w-[75ch] rounded-card border border-line bg-surface px-3.5 py-2.5 text-body wrap-anywhere">
                {entry.body}
              </div>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
