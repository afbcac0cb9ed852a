import { isRouteErrorResponse, useLocation } from '@remix-run/react';
import type { ErrorBody } from '@socle/plugin-sdk/server';
import { ButtonLink, ErrorState, useT } from '@socle/plugin-sdk/web';

/** An error outside the workspace: the whole page. */
export function ErrorPage({ error }: { error: unknown }) {
  return (
    <main id="main" tabIndex={-1}>
      <ErrorContent error={error} />
    </main>
  );
}

/** What went wrong with a page, and the way on: home, to sign-in, or once more. */
export function ErrorContent({ error }: { error: unknown }) {
  const t = useT();
  const location = useLocation();
  const { status, body } = readError(error);
  const here = location.pathname + location.search;
  // A reference that is not there must not be asked for.
  const words = OWN_WORDS.has(status) ? status : status >= 500 && !body ? 500 : null;
  const text = body && !GENERAL_CODES.has(body.code) ? t(body.code, body.params) : undefined;
  return (
    <ErrorState
      status={status}
      title={words ? t(`shell.error.${words}.title`) : undefined}
      text={text ?? (words ? t(`shell.error.${words}.text`) : undefined)}
      requestId={body?.requestId}
      actions={
        <>
          {status === 401 ? (
            <ButtonLink to={`/sign-in?next=${encodeURIComponent(here)}`} variant="primary">
              {t('shell.signIn.submit')}
            </ButtonLink>
          ) : (
            <ButtonLink to="/" variant="primary" reloadDocument>
              {t('shell.error.home')}
            </ButtonLink>
          )}
          {WORTH_ANOTHER_TRY.has(status) && (
            <ButtonLink to={here} reloadDocument>
              {t('shell.error.again')}
            </ButtonLink>
          )}
        </>
      }
    />
  );
}

/** The message key that names an error in the title of the page. */
export const errorTitleKey = (error: unknown): string => {
  const { status } = readError(error);
  return NAMED.has(status) ? `problem.${status}` : 'problem.500';
};

/** Statuses the design system has no words for. */
const OWN_WORDS = new Set([401, 413, 429, 503]);
const WORTH_ANOTHER_TRY = new Set([409, 412, 429, 500, 502, 503, 504]);
const NAMED = new Set([401, 403, 404, 405, 409, 412, 413, 422, 429, 503]);

/** Codes that say no more than the status does. */
const GENERAL_CODES = new Set([
  'error.notFound',
  'error.forbidden',
  'error.invalid',
  'error.stale',
  'error.unknown',
]);

function readError(error: unknown): { status: number; body: ErrorBody | null } {
  if (!isRouteErrorResponse(error)) return { status: 500, body: null };
  return { status: error.status, body: readBody(error.data) };
}

function readBody(data: unknown): ErrorBody | null {
  const body: unknown = typeof data === 'string' && data.startsWith('{') ? JSON.parse(data) : data;
  const isBody = typeof body === 'object' && body !== null && 'code' in body && 'params' in body;
  return isBody ? (body as ErrorBody) : null;
}
