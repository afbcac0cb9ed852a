import type { InputHTMLAttributes } from 'react';
import { Field, type FieldOptions } from './field';
import { splitFieldProps } from './field-props';

export interface TextFieldProps
  extends FieldOptions,
    Omit<
      InputHTMLAttributes<HTMLInputElement>,
      'className' | 'style' | 'name' | 'id' | 'required' | 'type' | 'size'
    > {
  type?: 'text' | 'email' | 'tel' | 'url' | 'password' | 'search';
}

/** A labelled native text input; every native attribute passes through. */
export function TextField({ type = 'text', ...props }: TextFieldProps) {
  const { field, control } = splitFieldProps(props);
  return (
    <Field {...field}>
      {(attributes) => (
        <input
          {...control}
          {...attributes}
          type={type}
          name={field.name}
          required={field.required}
          className="control h-8 px-2.5"
        />
      )}
    </Field>
  );
}
