import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { ByRule, useFieldRule } from './access';
import { classNames } from './class-names';
import { useT } from './i18n';
import { Icon } from './icon';

/** What every field component takes besides the attributes of its native control. */
export interface FieldOptions {
  name: string;
  label: string;
  hint?: ReactNode;
  /** The first message is shown; pass the server's answer as it is. */
  error?: string | readonly string[] | null;
  required?: boolean;
  id?: string;
  /** The label stays readable by a screen reader but takes no room (dense toolbars, table cells). */
  isLabelHidden?: boolean;
}

export interface ControlAttributes {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

export interface FieldProps extends FieldOptions {
  /** A group of controls (radios, rows): a fieldset with a legend instead of a label. */
  isGroup?: boolean;
  children: (control: ControlAttributes) => ReactNode;
}

/** Label, hint and error around one control, linked to it for assistive technology. */
export function Field(props: FieldProps) {
  return (
    <ByRule rule={useFieldRule(props.name)}>
      <LabelledControl {...props} />
    </ByRule>
  );
}

function LabelledControl(props: FieldProps) {
  const { name, label, hint, required, isLabelHidden, isGroup, children } = props;
  const t = useT();
  const generatedId = useId();
  const id = props.id ?? generatedId;
  const error = firstError(props.error);
  const describedBy = classNames(hint ? `${id}-hint` : null, error && `${id}-error`) || undefined;
  const labelClass = isLabelHidden
    ? 'sr-only'
    : 'mb-1 flex items-baseline gap-1 text-dense font-medium text-ink';
  const labelText = (
    <>
      {label}
      {required && !isLabelHidden && (
        <span className="required-mark text-small font-normal text-ink-faint">
          {t('ui.field.required')}
        </span>
      )}
    </>
  );
  const body = (
    <>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': error ? true : undefined })}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-small text-ink-faint">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 flex gap-1.5 text-small font-medium text-danger">
          <span className="mt-0.5">
            <Icon of={CircleAlert} size={14} />
          </span>
          {error}
        </p>
      )}
    </>
  );
  // The wrapper carries a name-based id so that the error summary can point here without JavaScript.
  if (isGroup) {
    return (
      <fieldset
        id={`field-${name}`}
        aria-describedby={describedBy}
        className="m-0 min-w-0 scroll-mt-16 border-0 p-0"
      >
        <legend className={classNames(labelClass, 'p-0')}>{labelText}</legend>
        {body}
      </fieldset>
    );
  }
  return (
    <div id={`field-${name}`} className="min-w-0 scroll-mt-16">
      <label htmlFor={id} className={labelClass}>
        {labelText}
      </label>
      {body}
    </div>
  );
}

export function firstError(error: FieldOptions['error']): string | undefined {
  return (typeof error === 'string' ? error : error?.[0]) || undefined;
}
