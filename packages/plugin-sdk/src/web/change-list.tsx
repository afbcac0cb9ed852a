import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from './i18n';
import { Icon } from './icon';

/** One value that changed, in words; an empty text stands for no value. */
export interface ValueChange {
  key: string;
  label: string;
  before: string;
  after: string;
  /** What can be done about it, e.g. a button that puts the old value back. */
  action?: ReactNode;
}

/** What changed, line by line: the label, then the old value and the new one. */
export function ChangeList({ changes }: { changes: readonly ValueChange[] }) {
  return (
    <dl className="@container m-0 grid gap-y-1 text-dense">
      {changes.map((change) => (
        <div
          key={change.key}
          className="grid @min-[300px]:grid-cols-[minmax(88px,min(34%,160px))_1fr] @min-[300px]:gap-x-3"
        >
          <dt className="py-1 text-ink-faint">{change.label}</dt>
          <dd className="m-0 flex min-h-7 min-w-0 flex-wrap items-center gap-x-2 wrap-anywhere text-ink">
            <Values {...change} />
            {change.action}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Values({ before, after }: ValueChange) {
  const t = useT();
  // Something that was not there before has no old value worth a word.
  if (before === '') return <span>{after || t('ui.change.empty')}</span>;
  return (
    <>
      <span className="text-ink-soft line-through decoration-current/40">
        <span className="sr-only">{t('ui.change.before')} </span>
        {before}
      </span>
      <span className="text-ink-faint">
        <Icon of={ArrowRight} size={12} />
      </span>
      <span className={after === '' ? 'text-ink-faint' : undefined}>
        <span className="sr-only">{t('ui.change.after')} </span>
        {after || t('ui.change.empty')}
      </span>
    </>
  );
}
