import { AppError } from '../../primitives';
import type { Host } from '../host';

// What the library says is wrong with a provider, and what an administrator can do about it.
const OF_PROVIDER: Record<string, string> = {
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
};

// What is wrong with its answer about a person.
const OF_ANSWER: Record<string, string> = {
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'error.ssoTime',
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'error.ssoNotForUs',
  OAUTH_KEY_SELECTION_FAILED: 'error.ssoSignature',
  OAUTH_AUTHORIZATION_RESPONSE_ERROR: 'error.ssoDeclined',
  OAUTH_RESPONSE_BODY_ERROR: 'error.ssoClient',
  OAUTH_WWW_AUTHENTICATE_CHALLENGE: 'error.ssoClient',
};

/** Says what is wrong with a provider in words an administrator can act on. The details go to the log. */
export function providerProblem(
  host: Host,
  provider: { name: string; issuer: string },
  error: unknown,
): AppError {
  const { code } = note(host, provider, error);
  const words = OF_PROVIDER[code ?? ''] ?? 'error.ssoUnreachable';
  return new AppError('unavailable', words, { provider: provider.name, issuer: provider.issuer });
}

/** As `providerProblem`, in words for whoever wants to sign in and can do nothing about the provider. */
export function signInProblem(
  host: Host,
  provider: { name: string; issuer: string },
  error: unknown,
): AppError {
  const { code } = note(host, provider, error);
  const isAway = OF_PROVIDER[code ?? ''] !== undefined || isUnreachable(error);
  const words = isAway ? 'error.ssoAway' : answerWords(code, error);
  return new AppError('unavailable', words, { provider: provider.name });
}

function answerWords(code: string | null, error: unknown): string {
  // A code that was used already, or is another client's: not the fault of who set this up.
  if ((error as { error?: unknown }).error === 'invalid_grant') return 'error.ssoNotBelieved';
  return OF_ANSWER[code ?? ''] ?? refusedWords(error);
}

function note(host: Host, { issuer }: { issuer: string }, error: unknown): { code: string | null } {
  const details = detailsOf(error);
  host.log.warn({ issuer, ...details }, 'single sign-on failed');
  return details;
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
