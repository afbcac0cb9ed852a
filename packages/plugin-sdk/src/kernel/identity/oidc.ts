import * as oidc from 'openid-client';
import { z } from 'zod';
import { AppError } from '../../primitives';
import type { Host } from '../host';
import { openForInstallation, sealForInstallation } from '../secrets';
import { providerProblem, signInProblem } from './oidc-problems';
import { accountOf, isLinked, linkIdentity, type ProvidedIdentity } from './sso-accounts';
import { providerWithSecret, type SsoProvider } from './sso-providers';

/** Why somebody is sent to a provider: to get in, to link it to their account, to show it is still them. */
export type SsoPurpose = 'signIn' | 'link' | 'confirm';

/** How long a sign-in at the provider may take, in seconds. */
export const SSO_SECONDS = 600;

const TIMEOUT_SECONDS = 10;
const CLOCK_TOLERANCE_SECONDS = 60;
// One who proves to be there must have signed in there just now.
const CONFIRM_MAX_AGE_SECONDS = 300;

const COOKIE_PURPOSE = 'single sign-on under way';

const underWaySchema = z.object({
  providerId: z.string(),
  purpose: z.enum(['signIn', 'link', 'confirm']),
  userId: z.string().nullable(),
  next: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  expiresAt: z.number(),
});

/** Sends somebody to a provider. `cookie` must come back with them; it is sealed. Throws `unavailable` in words. */
export async function startSingleSignOn(
  host: Host,
  providerId: string,
  options: { redirectUri: string; purpose: SsoPurpose; userId: string | null; next: string },
): Promise<{ url: string; cookie: string }> {
  const { provider, clientSecret } = await providerWithSecret(host, providerId);
  const { redirectUri, purpose, userId, next } = options;
  const config = await discover(host, provider, clientSecret);
  const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
  const verifier = oidc.randomPKCECodeVerifier();
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(purpose === 'confirm' ? { prompt: 'login', max_age: String(CONFIRM_MAX_AGE_SECONDS) } : {}),
  });
  const expiresAt = host.clock().getTime() + SSO_SECONDS * 1000;
  const cookie = sealForInstallation(
    host.config,
    COOKIE_PURPOSE,
    JSON.stringify({ providerId, purpose, userId, next, state, nonce, verifier, expiresAt }),
  );
  return { url: url.href, cookie };
}

/** Where somebody who came back from a provider goes on. */
export interface SsoArrival {
  purpose: SsoPurpose;
  userId: string;
  workspaceId: string;
  provider: string;
  next: string;
}

/**
 * Takes somebody back from a provider. `callback` is the redirect address with what the provider added.
 * Throws an AppError in words: for a sign-in begun elsewhere or too long ago, for whatever in the
 * provider's answer does not hold, and for one who may not come in.
 */
export async function finishSingleSignOn(
  host: Host,
  callback: URL,
  cookie: string | null,
  sessionUserId: string | null,
): Promise<SsoArrival> {
  const begun = readUnderWay(host, cookie);
  const { provider, clientSecret } = await providerWithSecret(host, begun.providerId);
  const config = await discover(host, provider, clientSecret);
  const identity = await identityFrom(host, provider, config, callback, begun);
  const arrival = { purpose: begun.purpose, next: begun.next, provider: provider.name };
  const { workspaceId } = provider;
  if (begun.purpose === 'signIn')
    return { ...arrival, workspaceId, userId: await accountOf(host, provider, identity) };
  // Whoever is signed in now must be the one who set out.
  const { userId } = begun;
  if (userId === null || userId !== sessionUserId) throw new AppError('conflict', 'error.ssoBegin');
  if (begun.purpose === 'link') await linkIdentity(host, provider, userId, identity);
  else if (!(await isLinked(host, userId, identity)))
    throw new AppError('forbidden', 'error.ssoSomebodyElse', { provider: provider.name });
  return { ...arrival, workspaceId, userId };
}

/** Asks a provider how to sign in there, as its settings page does. Throws `unavailable` in words. */
export async function testSsoIssuer(host: Host, issuer: string): Promise<void> {
  const provider = { issuer, clientId: 'test', name: issuer };
  await discover(host, provider, 'test', providerProblem);
}

/** What a visit to a provider was begun for; null when that cannot be told any more. */
export function ssoUnderWay(
  host: Host,
  cookie: string | null,
): { purpose: SsoPurpose; next: string } | null {
  try {
    return readUnderWay(host, cookie);
  } catch {
    return null;
  }
}

type UnderWay = z.output<typeof underWaySchema>;

function readUnderWay(host: Host, cookie: string | null): UnderWay {
  const lost = new AppError('conflict', 'error.ssoBegin');
  if (!cookie) throw lost;
  let text: string;
  try {
    text = openForInstallation(host.config, COOKIE_PURPOSE, cookie);
  } catch {
    throw lost;
  }
  const begun = underWaySchema.parse(JSON.parse(text));
  if (begun.expiresAt <= host.clock().getTime()) throw lost;
  return begun;
}

async function discover(
  host: Host,
  provider: Pick<SsoProvider, 'issuer' | 'clientId' | 'name'>,
  clientSecret: string,
  explain: typeof providerProblem = signInProblem,
): Promise<oidc.Configuration> {
  const isPlain = provider.issuer.startsWith('http:');
  // The library reads the machine's clock; ours may be moved.
  const skew = Math.round((host.clock().getTime() - Date.now()) / 1000);
  try {
    return await oidc.discovery(
      new URL(provider.issuer),
      provider.clientId,
      {
        client_secret: clientSecret,
        [oidc.clockSkew]: skew,
        [oidc.clockTolerance]: CLOCK_TOLERANCE_SECONDS,
      },
      undefined,
      {
        timeout: TIMEOUT_SECONDS,
        // Signatures are checked too: the connection alone is not taken as proof.
        execute: [
          oidc.enableNonRepudiationChecks,
          ...(isPlain ? [oidc.allowInsecureRequests] : []),
        ],
      },
    );
  } catch (error) {
    throw explain(host, provider, error);
  }
}

async function identityFrom(
  host: Host,
  provider: SsoProvider,
  config: oidc.Configuration,
  callback: URL,
  begun: UnderWay,
): Promise<ProvidedIdentity> {
  try {
    const tokens = await oidc.authorizationCodeGrant(config, callback, {
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
      idTokenExpected: true,
      ...(begun.purpose === 'confirm' ? { maxAge: CONFIRM_MAX_AGE_SECONDS } : {}),
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('The answer holds no identity.');
    // Providers may keep the address, or whether it is verified, out of the token and give it on request.
    const isTold = typeof claims.email === 'string' && claims.email_verified !== undefined;
    const profile =
      !isTold && config.serverMetadata().userinfo_endpoint
        ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
        : claims;
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: typeof profile.email === 'string' ? profile.email.trim().toLowerCase() : null,
      isEmailVerified: profile.email_verified === true,
      name: typeof profile.name === 'string' ? profile.name : null,
    };
  } catch (error) {
    throw signInProblem(host, provider, error);
  }
}
