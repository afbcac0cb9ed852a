import { type InputHTMLAttributes, useId } from 'react';
import { ByRule, useFieldRule } from './access';
import { classNames } from './class-names';
import { type FieldOptions, firstError } from './field';
import { splitFieldProps } from './field-props';

export interface CheckboxFieldProps
  extends Omit<FieldOptions, 'isLabelHidden'>,
    Omit<
      InputHTMLAttributes<HTMLInputElement>,
      'className' | 'style' | 'name' | 'id' | 'required' | 'type'
    > {}

/** A native checkbox with its label at the right. Unticked, it sends nothing, as in any HTML form. */
export function CheckboxField(props: CheckboxFieldProps) {
  return (
    <ByRule rule={useFieldRule(props.name)}>
      <LabelledCheckbox {...props} />
    </ByRule>
  );
}

function LabelledCheckbox(props: CheckboxFieldProps) {
  const { field, control } = splitFieldProps(props);
  const generatedId = useId();
  const id = field.id ?? generatedId;
  const error = firstError(field.error);
  const describedBy =
    classNames(field.hint ? `${id}-hint` : null, error && `${id}-error`) || undefined;
  return (
    <div id={`field-${field.name}`} className="min-w-0 scroll-mt-16">
      <label htmlFor={id} className="flex min-h-6 items-start gap-2 text-body text-ink">
        <input
          {...control}
          id={id}
          type="checkbox"
          name={field.name}
          required={field.required}
          aria-describedby={describedBy}
          aria-invalid={error ? true : undefined}
          className="mt-[3px] size-4 shrink-0"
        />
        {field.label}
      </label>
      {field.hint && (
        <p id={`${id}-hint`} className="pl-6 text-small text-ink-faint">
          {field.hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 pl-6 text-small font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
