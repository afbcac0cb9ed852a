import { type ChangeEvent, useEffect, useRef } from 'react';
import { classNames } from './class-names';

export interface FilterDateProps {
  name: string;
  label: string;
  /** `2026-03-12`, or empty. */
  value?: string;
}

/** One filter of a `FilterBar` by calendar day, as a chip around the browser's own date input. */
export function FilterDate({ name, label, value = '' }: FilterDateProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Back or "clear filters" changed the URL; never overwrite what is being typed.
    if (input.current && document.activeElement !== input.current) input.current.value = value;
  }, [value]);
  return (
    <label
      className={classNames(
        'inline-flex h-7 max-w-full shrink-0 items-center gap-1.5 rounded-control border px-2 text-small font-medium transition-colors has-focus-visible:outline-2 has-focus-visible:outline-focus',
        value === ''
          ? 'border-line-strong border-dashed text-ink-soft hover:bg-hover hover:text-ink'
          : 'border-accent/35 bg-accent-soft text-accent-text',
      )}
    >
      {label}
      <input
        ref={input}
        type="date"
        name={name}
        defaultValue={value}
        onChange={ignoreHalfTyped}
        className="numeric h-6 bg-transparent outline-none"
      />
    </label>
  );
}

// Typing 2026 passes through the years 2, 20 and 202, for which no list should be asked.
function ignoreHalfTyped(event: ChangeEvent<HTMLInputElement>): void {
  const { value } = event.currentTarget;
  if (value !== '' && value < '1900') event.stopPropagation();
}
