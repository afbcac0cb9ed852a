import { useFetcher, useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';

interface PreferenceToggleProps {
  label: string;
  name: string;
  value: string;
  action: string;
  options: readonly { value: string; label: string; lang?: string; content: ReactNode }[];
}

/** A row of submit buttons, one per value: a plain POST form before JavaScript, a quiet one after. */
export function PreferenceToggle({ label, name, value, action, options }: PreferenceToggleProps) {
  const location = useLocation();
  const fetcher = useFetcher();
  const asked = fetcher.formData?.get(name);
  const shown = typeof asked === 'string' ? asked : value;
  return (
    <fetcher.Form method="post" action={action} className="flex items-center justify-between gap-3">
      <input type="hidden" name="redirectTo" value={location.pathname + location.search} />
      <span className="text-dense text-ink-soft">{label}</span>
      <span className="flex gap-0.5 rounded-control bg-sunken p-0.5">
        {options.map((option) => (
          <button
            key={option.value}
            type="submit"
            name={name}
            value={option.value}
            lang={option.lang}
            aria-label={option.label}
            title={option.label}
            aria-pressed={option.value === shown}
            className={`flex h-6 min-w-7 items-center justify-center rounded-tag px-1.5 text-small ${
              option.value === shown
                ? 'bg-surface font-medium text-ink ring-1 ring-line-strong'
                : 'text-ink-faint hover:text-ink'
            }`}
          >
            {option.content}
          </button>
        ))}
      </span>
    </fetcher.Form>
  );
}
