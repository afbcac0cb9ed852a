import type { InputHTMLAttributes } from 'react';
import { Field, type FieldOptions } from './field';
import { splitFieldProps } from './field-props';

export interface NumberFieldProps
  extends FieldOptions,
    Omit<
      InputHTMLAttributes<HTMLInputElement>,
      'className' | 'style' | 'name' | 'id' | 'required' | 'type' | 'inputMode' | 'size'
    > {
  /** Written after the number, e.g. "€", "%", "h". */
  unit?: string;
  isInteger?: boolean;
}

/**
 * A number as text: type=number would refuse the French decimal comma and change on a mouse wheel.
 * The server parses "1 234,56" and "1,234.56".
 */
export function NumberField({ unit, isInteger = false, ...props }: NumberFieldProps) {
  const { field, control } = splitFieldProps(props);
  return (
    <Field {...field}>
      {(attributes) => (
        <div className="relative">
          <input
            autoComplete="off"
            {...control}
            {...attributes}
            type="text"
            inputMode={isInteger ? 'numeric' : 'decimal'}
            name={field.name}
            required={field.required}
            className={`control numeric h-8 pl-2.5 text-end ${unit ? 'pr-9' : 'pr-2.5'}`}
          />
          {unit && (
            <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-dense text-ink-faint">
              {unit}
            </span>
          )}
        </div>
      )}
    </Field>
  );
}
