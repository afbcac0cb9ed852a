import type { InputHTMLAttributes } from 'react';
import { Field, type FieldOptions } from './field';
import { splitFieldProps } from './field-props';

export interface DateFieldProps
  extends FieldOptions,
    Omit<
      InputHTMLAttributes<HTMLInputElement>,
      'className' | 'style' | 'name' | 'id' | 'required' | 'type' | 'size'
    > {
  /** ISO values: `2026-03-12`, `2026-03-12T14:30`, `14:30`. */
  kind?: 'date' | 'datetime-local' | 'time';
}

/** The browser's own date or time input: localised, usable by keyboard and by thumb. */
export function DateField({ kind = 'date', ...props }: DateFieldProps) {
  const { field, control } = splitFieldProps(props);
  return (
    <Field {...field}>
      {(attributes) => (
        <input
          {...control}
          {...attributes}
          type={kind}
          name={field.name}
          required={field.required}
          className="control numeric h-8 px-2.5"
        />
      )}
    </Field>
  );
}
