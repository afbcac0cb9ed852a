import type { ReactNode } from 'react';
import { useT } from './i18n';

export interface ErrorStateProps {
  /** The HTTP status; 404, 403, 409, 422 and 5xx have their own words, others the general ones. */
  status: number;
  /** Replace the words of the status when the page knows better. */
  title?: string;
  text?: ReactNode;
  /** What the person gives to whoever helps them. */
  requestId?: string;
  actions?: ReactNode;
}

/** A page that could not be shown: what happened, and what to do. */
export function ErrorState({ status, title, text, requestId, actions }: ErrorStateProps) {
  const t = useT();
  const kind = kindOf(status);
  return (
    <div className="mx-auto flex max-w-lg flex-col items-start px-6 py-20">
      <p className="numeric m-0 text-dense font-medium text-ink-faint">{status}</p>
      <h1 className="mt-1 text-heading font-semibold">{title ?? t(`ui.error.${kind}.title`)}</h1>
      <p className="mt-2 text-body text-pretty text-ink-soft">
        {text ?? t(`ui.error.${kind}.text`)}
      </p>
      {actions && <div className="mt-5 flex flex-wrap gap-2">{actions}</div>}
      {requestId && (
        <p className="mt-8 text-small text-ink-faint">
          {t('ui.error.requestId')} <code className="font-mono select-all">{requestId}</code>
        </p>
      )}
    </div>
  );
}

function kindOf(status: number): 'notFound' | 'forbidden' | 'conflict' | 'server' | 'general' {
  if (status === 404) return 'notFound';
  if (status === 403) return 'forbidden';
  if (status === 409) return 'conflict';
  return status >= 500 ? 'server' : 'general';
}
