import { Form, Link, useSubmit } from '@remix-run/react';
import { ChevronDown, X } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { buttonClasses } from './button-style';
import { classNames } from './class-names';
import { useT } from './i18n';
import { Icon } from './icon';
import type { SelectOption } from './select-field';

export interface FilterBarProps {
  /** Names the group, e.g. "Filters". */
  label?: string;
  /** The address without any filter; shown as "Clear filters" when `isFiltered`. */
  clearHref?: string;
  isFiltered?: boolean;
  /** `FilterSelect`s and hidden inputs that keep the rest of the state of the URL. */
  children: ReactNode;
}

/** Filters as a GET form: the URL is the state; each change submits, and a button does without JavaScript. */
export function FilterBar({ label, clearHref, isFiltered = false, children }: FilterBarProps) {
  const t = useT();
  const submit = useSubmit();
  const apply = (event: FormEvent<HTMLFormElement>) =>
    submit(event.currentTarget, { preventScrollReset: true });
  return (
    <Form
      method="get"
      aria-label={label ?? t('ui.filter.label')}
      onChange={apply}
      className="flex min-w-0 items-center gap-1.5 max-sm:order-3 max-sm:-mx-(--page-inset) max-sm:w-screen max-sm:overflow-x-auto max-sm:px-(--page-inset) max-sm:py-1 sm:flex-wrap"
    >
      {children}
      <noscript>
        <button type="submit" className={buttonClasses({ variant: 'secondary', size: 'small' })}>
          {t('ui.filter.apply')}
        </button>
      </noscript>
      {isFiltered && clearHref !== undefined && (
        <Link to={clearHref} className={buttonClasses({ variant: 'ghost', size: 'small' })}>
          <Icon of={X} size={14} />
          {t('ui.filter.clear')}
        </Link>
      )}
    </Form>
  );
}

export interface FilterSelectProps {
  name: string;
  label: string;
  options: readonly SelectOption[];
  /** The choice that does not filter. */
  anyLabel?: string;
  value?: string;
}

/** One filter as a chip: a native select that shows its name, and its choice when there is one. */
export function FilterSelect({ name, label, options, anyLabel, value = '' }: FilterSelectProps) {
  const t = useT();
  const isOn = value !== '';
  return (
    <label
      className={classNames(
        'relative inline-flex h-7 max-w-56 shrink-0 items-center rounded-control border text-small transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus',
        isOn
          ? 'border-accent/35 bg-accent-soft text-accent-text'
          : 'border-line-strong border-dashed text-ink-soft hover:bg-hover hover:text-ink',
      )}
    >
      <span className="sr-only">{label}</span>
      <select
        // The URL decides: a Back or a "clear" must change the choice shown.
        key={value}
        name={name}
        defaultValue={value}
        className="h-full max-w-full cursor-pointer appearance-none truncate rounded-control bg-transparent pr-6 pl-2 font-medium outline-none"
      >
        <option value="" className="bg-float text-ink">
          {isOn ? (anyLabel ?? t('ui.filter.any')) : label}
        </option>
        {options.map((option) => (
          <option key={option.value} value={option.value} className="bg-float text-ink">
            {option.value === value
              ? t('ui.filter.chosen', { label, value: option.label })
              : option.label}
          </option>
        ))}
      </select>
      <span className="pointer-events-none absolute right-1.5">
        <Icon of={ChevronDown} size={12} />
      </span>
    </label>
  );
}
