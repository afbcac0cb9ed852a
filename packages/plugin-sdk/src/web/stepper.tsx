import { Link } from '@remix-run/react';
import { Check } from 'lucide-react';
import { classNames } from './class-names';
import { useT } from './i18n';
import { Icon } from './icon';

export interface StepperStep {
  key: string;
  label: string;
  /** Steps already done may be returned to. */
  to?: string;
}

/** Where one is in a wizard. On a phone only the current step keeps its name. */
export function Stepper({ steps, current }: { steps: readonly StepperStep[]; current: string }) {
  const t = useT();
  const currentIndex = steps.findIndex((step) => step.key === current);
  return (
    <nav aria-label={t('ui.stepper.label')}>
      <ol className="flex items-center gap-2">
        {steps.map((step, index) => {
          const isCurrent = index === currentIndex;
          const isDone = index < currentIndex;
          const content = (
            <>
              <StepMark number={index + 1} isCurrent={isCurrent} isDone={isDone} />
              <span className={isCurrent ? '' : 'max-sm:sr-only'}>{step.label}</span>
              {isDone && <span className="sr-only">{t('ui.stepper.done')}</span>}
            </>
          );
          return (
            <li
              key={step.key}
              aria-current={isCurrent ? 'step' : undefined}
              className={classNames(
                'flex items-center gap-2 text-dense whitespace-nowrap',
                index > 0 && 'before:h-px before:w-4 before:bg-line-strong lg:before:w-8',
                isCurrent ? 'font-medium text-ink' : 'text-ink-faint',
              )}
            >
              {isDone && step.to !== undefined ? (
                <Link
                  to={step.to}
                  className="flex min-h-6 min-w-6 items-center gap-2 hover:text-ink"
                >
                  {content}
                </Link>
              ) : (
                content
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function StepMark(props: { number: number; isCurrent: boolean; isDone: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'numeric flex size-5.5 shrink-0 items-center justify-center rounded-full text-micro font-semibold',
        props.isCurrent && 'bg-accent text-on-accent',
        props.isDone && 'bg-accent-soft text-accent-text',
        !props.isCurrent && !props.isDone && 'border border-line-strong text-ink-faint',
      )}
    >
      {props.isDone ? <Icon of={Check} size={12} /> : props.number}
    </span>
  );
}
