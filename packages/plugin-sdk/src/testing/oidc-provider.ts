import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Who signs in at the provider; `sub` never changes. */
export interface OidcPerson {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
}

/** What a provider may get wrong. */
export const OIDC_FAULTS = [
  'wrongState',
  'wrongIssuerInAnswer',
  'wrongNonce',
  'noNonce',
  'wrongIssuer',
  'wrongAudience',
  'otherParty',
  'expired',
  'fromTheFuture',
  'wrongSignature',
  'unsigned',
  'symmetricSignature',
  'noIdToken',
  'declined',
  'secretRefused',
] as const;
export type OidcFault = (typeof OIDC_FAULTS)[number];

/** An OpenID Connect provider on 127.0.0.1 at which everybody agrees at once. */
export interface OidcProvider {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Who signs in next. */
  person: OidcPerson;
  /** What the next answers get wrong. */
  fault: OidcFault | null;
  /** Keeps the e-mail address out of the token, as providers may. */
  isEmailOnRequest: boolean;
  /** Seconds since the person last typed a password there. */
  signedInSecondsAgo: number;
  /** Query of each request to the authorization endpoint. */
  readonly asked: readonly URLSearchParams[];
  /** Follows a redirect to the provider; answers where it sends the browser back. */
  visit(address: string): Promise<URL>;
  close(): Promise<void>;
}

interface Grant {
  query: URLSearchParams;
  person: OidcPerson;
}

interface Keys {
  right: { publicKey: KeyObject; privateKey: KeyObject };
  wrong: { privateKey: KeyObject };
}

const KEY_ID = 'one';

export async function startOidcProvider(
  clock: () => Date = () => new Date(),
): Promise<OidcProvider> {
  const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys: Keys = { right: pair(), wrong: pair() };
  const grants = new Map<string, Grant>();
  const asked: URLSearchParams[] = [];
  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: OidcProvider = {
    issuer,
    clientId: 'socle',
    clientSecret: 'a secret between the two',
    person: { sub: 'person-1' },
    fault: null,
    isEmailOnRequest: false,
    signedInSecondsAgo: 0,
    asked,
    async visit(address) {
      const response = await fetch(address, { redirect: 'manual' });
      const location = response.headers.get('location');
      if (!location) throw new Error(`The provider answered ${response.status}, no redirect.`);
      return new URL(location);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function answer(request: http.IncomingMessage, response: http.ServerResponse) {
    const url = new URL(request.url ?? '/', issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(response, metadata(issuer));
      case '/jwks':
        return json(response, {
          keys: [
            {
              ...keys.right.publicKey.export({ format: 'jwk' }),
              kid: KEY_ID,
              alg: 'RS256',
              use: 'sig',
            },
          ],
        });
      case '/authorize':
        asked.push(url.searchParams);
        response.writeHead(302, { location: sendBack(provider, grants, url.searchParams) });
        return response.end();
      case '/token': {
        const { status, body } = token(provider, keys, grants, await bodyOf(request), clock);
        return json(response, body, status);
      }
      case '/userinfo':
        return json(response, provider.person);
      default:
        return json(response, { error: 'not_found' }, 404);
    }
  }
  return provider;
}

const metadata = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
  userinfo_endpoint: `${issuer}/userinfo`,
  response_types_supported: ['code'],
  subject_types_supported: ['public'],
  id_token_signing_alg_values_supported: ['RS256'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});

function sendBack(
  provider: OidcProvider,
  grants: Map<string, Grant>,
  query: URLSearchParams,
): string {
  const back = new URL(query.get('redirect_uri') ?? '');
  const { fault } = provider;
  const state = query.get('state') ?? '';
  back.searchParams.set('state', fault === 'wrongState' ? `${state}x` : state);
  back.searchParams.set(
    'iss',
    fault === 'wrongIssuerInAnswer' ? 'https://other.example' : provider.issuer,
  );
  if (fault === 'declined') {
    back.searchParams.set('error', 'access_denied');
    return back.href;
  }
  const code = randomBytes(16).toString('hex');
  grants.set(code, { query, person: provider.person });
  back.searchParams.set('code', code);
  return back.href;
}

function token(
  provider: OidcProvider,
  keys: Keys,
  grants: Map<string, Grant>,
  form: URLSearchParams,
  clock: () => Date,
): { status: number; body: object } {
  const code = form.get('code') ?? '';
  const grant = grants.get(code);
  // A code is used once (RFC 6749, section 4.1.2).
  grants.delete(code);
  const isClient =
    form.get('client_id') === provider.clientId &&
    form.get('client_secret') === provider.clientSecret &&
    provider.fault !== 'secretRefused';
  if (!isClient) return { status: 401, body: { error: 'invalid_client' } };
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url');
  const isGranted =
    grant?.query.get('code_challenge') === challenge &&
    grant.query.get('code_challenge_method') === 'S256' &&
    grant.query.get('redirect_uri') === form.get('redirect_uri');
  if (!grant || !isGranted) return { status: 400, body: { error: 'invalid_grant' } };
  const { fault } = provider;
  return {
    status: 200,
    body: {
      access_token: randomBytes(16).toString('hex'),
      token_type: 'bearer',
      ...(fault === 'noIdToken'
        ? {}
        : { id_token: signed(provider, keys, claimsFor(provider, grant, clock)) }),
    },
  };
}

function claimsFor(provider: OidcProvider, { query, person }: Grant, clock: () => Date) {
  const { fault, issuer, clientId } = provider;
  const late = fault === 'expired' ? -7200 : fault === 'fromTheFuture' ? 7200 : 0;
  const now = Math.floor(clock().getTime() / 1000) + late;
  const { email, email_verified, ...rest } = person;
  const nonce = query.get('nonce');
  return {
    ...rest,
    ...(provider.isEmailOnRequest ? {} : { email, email_verified }),
    iss: fault === 'wrongIssuer' ? 'https://other.example' : issuer,
    aud: fault === 'wrongAudience' ? 'somebody-else' : clientId,
    ...(fault === 'otherParty' ? { aud: [clientId, 'other'], azp: 'other' } : {}),
    ...(fault === 'noNonce' ? {} : { nonce: fault === 'wrongNonce' ? `${nonce}x` : nonce }),
    iat: now,
    exp: now + 300,
    ...(fault === 'fromTheFuture' ? { nbf: now } : {}),
    ...(query.has('max_age') ? { auth_time: now - provider.signedInSecondsAgo } : {}),
  };
}

function signed(provider: OidcProvider, keys: Keys, claims: object): string {
  const { fault } = provider;
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const alg = fault === 'unsigned' ? 'none' : fault === 'symmetricSignature' ? 'HS256' : 'RS256';
  const content = `${part({ alg, kid: KEY_ID, typ: 'JWT' })}.${part(claims)}`;
  if (fault === 'unsigned') return `${content}.`;
  const { privateKey } = fault === 'wrongSignature' ? keys.wrong : keys.right;
  return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
}

async function bodyOf(request: http.IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
}

function json(response: http.ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
