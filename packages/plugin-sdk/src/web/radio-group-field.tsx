import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Field, type FieldOptions } from './field';

export interface RadioOption {
  value: string;
  label: string;
  hint?: ReactNode;
  isDisabled?: boolean;
}

export interface RadioGroupFieldProps extends FieldOptions {
  options: readonly RadioOption[];
  defaultValue?: string;
  /** `segments` is one row of two to four short choices; `list` has room for hints. */
  look?: 'list' | 'segments';
  onValueChange?: (value: string) => void;
}

/** A set of native radios in a fieldset. */
export function RadioGroupField({
  options,
  defaultValue,
  look = 'list',
  onValueChange,
  ...field
}: RadioGroupFieldProps) {
  return (
    <Field {...field} isGroup>
      {({ id }) => (
        <div className={look === 'list' ? 'grid gap-1.5' : segmentsClass}>
          {options.map((option) => (
            <label
              key={option.value}
              className={classNames(
                'flex min-h-6 items-start gap-2 text-body',
                look === 'segments' && segmentClass,
              )}
            >
              <input
                type="radio"
                id={`${id}-${option.value}`}
                name={field.name}
                value={option.value}
                defaultChecked={option.value === defaultValue}
                disabled={option.isDisabled}
                required={field.required}
                onChange={() => onValueChange?.(option.value)}
                className={look === 'list' ? 'mt-[3px] size-4 shrink-0' : 'sr-only'}
              />
              <span className="min-w-0">
                {option.label}
                {option.hint && (
                  <span className="block text-small text-ink-faint">{option.hint}</span>
                )}
              </span>
            </label>
          ))}
        </div>
      )}
    </Field>
  );
}

const segmentsClass =
  'inline-flex max-w-full flex-wrap gap-0.5 rounded-control bg-sunken p-0.5 ring-1 ring-line ring-inset';
const segmentClass =
  'relative h-7 items-center rounded-[5px] px-3 text-dense text-ink-soft hover:text-ink has-checked:bg-surface has-checked:font-medium has-checked:text-ink has-checked:ring-1 has-checked:ring-line-strong has-focus-visible:outline-2 has-focus-visible:outline-focus';
