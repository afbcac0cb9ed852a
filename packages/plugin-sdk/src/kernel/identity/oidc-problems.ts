import { AppError } from '../../primitives';
import type { Host } from '../host';

// What went wrong, by the code the library gives it.
const WORDS: Record<string, string> = {
  OAUTH_TIMEOUT: 'error.ssoTimeout',
  OAUTH_ABORT: 'error.ssoTimeout',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'error.ssoNoProvider',
  OAUTH_RESPONSE_IS_NOT_JSON: 'error.ssoNoProvider',
  OAUTH_PARSE_ERROR: 'error.ssoNoProvider',
  OAUTH_MISSING_SERVER_METADATA: 'error.ssoNoProvider',
  OAUTH_INVALID_SERVER_METADATA: 'error.ssoNoProvider',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'error.ssoOtherIssuer',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'error.ssoPlainHttp',
  OAUTH_REQUEST_PROTOCOL_FORBIDDEN: 'error.ssoPlainHttp',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'error.ssoTime',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'error.ssoNotForUs',
  OAUTH_KEY_SELECTION_FAILED: 'error.ssoSignature',
  OAUTH_AUTHORIZATION_RESPONSE_ERROR: 'error.ssoDeclined',
  OAUTH_RESPONSE_BODY_ERROR: 'error.ssoClient',
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: 'error.ssoClient',
};

/** Says what went wrong at a provider in words a person can act on. The details go to the log. */
export function oidcProblem(
  host: Host,
  { name, issuer }: { name: string; issuer: string },
  error: unknown,
): AppError {
  if (error instanceof AppError) return error;
  const { code, reason } = detailsOf(error);
  host.log.warn({ issuer, code, reason }, 'single sign-on failed');
  const words = WORDS[code ?? ''] ?? (isUnreachable(error) ? 'error.ssoUnreachable' : undefined);
  const params = { provider: name, issuer };
  return new AppError('unavailable', words ?? refusedWords(error), params);
}

// Every check of an answer that has no words of its own ends the same: it is not believed.
const refusedWords = (error: unknown): string =>
  /signature/i.test(messageOf(error)) ? 'error.ssoSignature' : 'error.ssoNotBelieved';

function isUnreachable(error: unknown): boolean {
  return error instanceof TypeError && error.message === 'fetch failed';
}

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return '';
  return `${error.message} ${messageOf(error.cause)}`.trim();
};

function detailsOf(error: unknown): { code: string | null; reason: string } {
  const { code } = error as { code?: unknown };
  return { code: typeof code === 'string' ? code : null, reason: messageOf(error) };
}
