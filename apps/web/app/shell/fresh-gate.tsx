import { useLocation } from '@remix-run/react';
import { ButtonLink, Callout, useT } from '@socle/plugin-sdk/web';
import type { ReactNode } from 'react';

/** Shows a dangerous form only to somebody who has just proved who they are: nothing typed is lost that way. */
export function FreshGate({ isFresh, children }: { isFresh: boolean; children: ReactNode }) {
  const t = useT();
  const { pathname, search } = useLocation();
  if (isFresh) return <>{children}</>;
  return (
    <Callout
      tone="muted"
      title={t('shell.fresh.title')}
      actions={
        <ButtonLink
          size="small"
          to={`/confirm-identity?next=${encodeURIComponent(pathname + search)}`}
        >
          {t('shell.fresh.confirm')}
        </ButtonLink>
      }
    >
      {t('shell.fresh.text')}
    </Callout>
  );
}
