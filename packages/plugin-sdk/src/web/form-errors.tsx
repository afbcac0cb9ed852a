import { CircleAlert } from 'lucide-react';
import { type MouseEvent, useEffect, useRef } from 'react';
import { firstError } from './field';
import { useT } from './i18n';
import { Icon } from './icon';

export interface FormErrorsProps {
  /** Field name → message(s), as the action returned them; `undefined` shows nothing. */
  errors?: Readonly<Record<string, string | readonly string[] | null | undefined>>;
  /** Messages that belong to no field. */
  formErrors?: readonly string[];
}

/**
 * The summary above a refused form. It moves the focus to the first bad field, in the order of the
 * page, and links to each; without JavaScript the links still scroll to the fields.
 */
export function FormErrors({ errors, formErrors = [] }: FormErrorsProps) {
  const t = useT();
  const summary = useRef<HTMLDivElement>(null);
  const entries = Object.entries(errors ?? {}).flatMap(([name, error]) => {
    const message = firstError(error);
    return message ? [{ name, message }] : [];
  });
  const count = entries.length + formErrors.length;

  useEffect(() => {
    if (!errors || count === 0) return;
    const names = Object.keys(errors).filter((name) => firstError(errors[name]));
    const target = summary.current && firstControl(scopeOf(summary.current), names);
    (target ?? summary.current)?.focus();
  }, [errors, count]);

  if (count === 0) return null;

  const focusField = (event: MouseEvent<HTMLAnchorElement>, name: string) => {
    const control = firstControl(scopeOf(event.currentTarget), [name]);
    if (!control) return;
    event.preventDefault();
    control.focus();
  };
  return (
    <div
      ref={summary}
      role="alert"
      tabIndex={-1}
      className="rounded-card bg-danger-soft px-4 py-3 text-dense text-danger"
    >
      <p className="flex items-center gap-2 font-semibold">
        <Icon of={CircleAlert} />
        {t('ui.form.errors', { count })}
      </p>
      <ul className="mt-1 grid gap-0.5 pl-6">
        {formErrors.map((message) => (
          <li key={message}>{message}</li>
        ))}
        {entries.map(({ name, message }) => (
          <li key={name}>
            <a
              href={`#field-${name}`}
              onClick={(event) => focusField(event, name)}
              className="inline-block min-h-6 underline underline-offset-2"
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function scopeOf(element: HTMLElement): ParentNode {
  return element.closest('form') ?? document;
}

function firstControl(scope: ParentNode, names: readonly string[]): HTMLElement | undefined {
  const controls = scope.querySelectorAll<HTMLElement>('input, select, textarea');
  return [...controls].find((control) => {
    const name = control.getAttribute('data-field') ?? control.getAttribute('name');
    return name !== null && names.includes(name) && control.getAttribute('type') !== 'hidden';
  });
}
