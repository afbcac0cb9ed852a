import { Form, useSubmit } from '@remix-run/react';
import { Search } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Icon } from './icon';

export interface SearchFieldProps {
  /** The accessible name, e.g. "Search contacts"; shown as the placeholder too. */
  label: string;
  /** The query parameter. */
  name?: string;
  defaultValue?: string;
  /** Hidden inputs that keep the rest of the state of the URL. */
  children?: ReactNode;
  action?: string;
}

const TYPING_PAUSE_MS = 250;

/** Searches while typing by submitting a GET form (Enter does it without JavaScript). */
export function SearchField({
  label,
  name = 'q',
  defaultValue = '',
  children,
  action,
}: SearchFieldProps) {
  const id = useId();
  const submit = useSubmit();
  const timer = useRef<number>();
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  useEffect(() => {
    // Back, Forward or "clear filters" changed the URL; never overwrite what is being typed.
    if (input.current && document.activeElement !== input.current)
      input.current.value = defaultValue;
  }, [defaultValue]);

  const submitSoon = (form: HTMLFormElement | null) => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(
      () => form && submit(form, { replace: true, preventScrollReset: true }),
      TYPING_PAUSE_MS,
    );
  };
  return (
    <Form
      role="search"
      method="get"
      action={action}
      className="relative min-w-0 flex-1 sm:w-60 sm:flex-none"
    >
      {children}
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <span className="pointer-events-none absolute inset-y-0 left-2 flex items-center text-ink-faint">
        <Icon of={Search} size={14} />
      </span>
      <input
        ref={input}
        id={id}
        type="search"
        name={name}
        defaultValue={defaultValue}
        placeholder={label}
        autoComplete="off"
        onChange={(event) => submitSoon(event.currentTarget.form)}
        className="control is-quiet h-8 pr-2 pl-7"
      />
    </Form>
  );
}
