import type { TextareaHTMLAttributes } from 'react';
import { Field, type FieldOptions } from './field';
import { splitFieldProps } from './field-props';

export interface TextAreaProps
  extends FieldOptions,
    Omit<
      TextareaHTMLAttributes<HTMLTextAreaElement>,
      'className' | 'style' | 'name' | 'id' | 'required'
    > {}

/** A labelled native textarea that grows with its text where the browser can. */
export function TextArea({ rows = 3, ...props }: TextAreaProps) {
  const { field, control } = splitFieldProps(props);
  return (
    <Field {...field}>
      {(attributes) => (
        <textarea
          {...control}
          {...attributes}
          rows={rows}
          name={field.name}
          required={field.required}
          className="control block max-h-96 field-sizing-content resize-y px-2.5 py-1.5"
          // field-sizing would otherwise shrink an empty box to one line.
          style={{ minHeight: `${rows * 22 + 14}px` }}
        />
      )}
    </Field>
  );
}
