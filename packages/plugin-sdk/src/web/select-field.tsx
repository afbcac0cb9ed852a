import { ChevronDown } from 'lucide-react';
import type { ReactNode, SelectHTMLAttributes } from 'react';
import { Field, type FieldOptions } from './field';
import { splitFieldProps } from './field-props';
import { Icon } from './icon';

export interface SelectOption {
  value: string;
  label: string;
  isDisabled?: boolean;
}

export interface SelectFieldProps
  extends FieldOptions,
    Omit<
      SelectHTMLAttributes<HTMLSelectElement>,
      'className' | 'style' | 'name' | 'id' | 'required' | 'size' | 'multiple'
    > {
  options?: readonly SelectOption[];
  /** A first, empty choice, e.g. "No owner". */
  emptyLabel?: string;
  /** For `<optgroup>`s; otherwise use `options`. */
  children?: ReactNode;
}

/** A labelled native select. */
export function SelectField({ options = [], emptyLabel, children, ...props }: SelectFieldProps) {
  const { field, control } = splitFieldProps(props);
  return (
    <Field {...field}>
      {(attributes) => (
        <div className="relative">
          <select
            {...control}
            {...attributes}
            name={field.name}
            required={field.required}
            className="control is-quiet h-8 appearance-none truncate pr-8 pl-2.5"
          >
            {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.isDisabled}>
                {option.label}
              </option>
            ))}
            {children}
          </select>
          <span className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-ink-faint">
            <Icon of={ChevronDown} size={14} />
          </span>
        </div>
      )}
    </Field>
  );
}
