import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { AppError, invalid, notFound } from '../../primitives';
import { newId } from '../../primitives/ids';
import type { Host } from '../host';
import { recordOwnAct, requireAnotherWayIn } from './own-acts';
import { claimChallenge, keepChallenge, readCeremony } from './passkey-challenges';
import { refuseWhereProviderIsRequired } from './sso-providers';

/** A passkey as its owner sees it. */
export interface PasskeyView {
  id: string;
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  /** Kept by a password manager on several devices, rather than in one device alone. */
  isBackedUp: boolean;
}

/** The site passkeys are made for: WebAuthn binds each to a domain name. */
export interface PasskeySite {
  domain: string;
  origins: string[];
}

const MAX_PASSKEYS = 20;

/**
 * The site of a request; null where browsers offer no passkeys: at a bare IP address, and without
 * https elsewhere than on the machine itself.
 */
export function passkeySite(config: Host['config'], requestUrl: URL): PasskeySite | null {
  const { hostname, host, protocol } = new URL(config.publicUrl ?? requestUrl.href);
  if (/^[\d.]+$|^\[/.test(hostname)) return null;
  if (hostname === 'localhost' || hostname.endsWith('.localhost'))
    return { domain: hostname, origins: [`${protocol}//${host}`] };
  if (config.publicUrl)
    return protocol === 'https:' ? { domain: hostname, origins: [`https://${host}`] } : null;
  // A proxy may end TLS without a word of it reaching us; the browser itself insists on https.
  return { domain: hostname, origins: [`https://${host}`] };
}

/** The passkeys of an account, the latest first. */
export async function passkeysOf(host: Host, userId: string): Promise<PasskeyView[]> {
  return host.database.systemQuery(
    `select id, name, created_at as "createdAt", last_used_at as "lastUsedAt", is_backed_up as "isBackedUp"
     from socle_passkey where user_id = $1 order by created_at desc, id`,
    [userId],
  );
}

/** What the browser needs to make a passkey; answer with `addPasskey` within five minutes. */
export async function startAddingPasskey(
  host: Host,
  site: PasskeySite,
  user: { userId: string; email: string; name: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const known = await credentialsOf(host, user.userId);
  if (known.length >= MAX_PASSKEYS)
    throw new AppError('conflict', 'error.tooManyPasskeys', { maximum: MAX_PASSKEYS });
  const options = await generateRegistrationOptions({
    rpName: 'Socle',
    rpID: site.domain,
    userName: user.email,
    userDisplayName: user.name,
    userID: new TextEncoder().encode(user.userId),
    excludeCredentials: known,
    // Found without an e-mail address, and never without the finger, face or PIN of its owner.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(host, options.challenge, 'add', user.userId);
  return options;
}

/** Keeps a new passkey. Throws `invalid` when it was not made for this account, this site and this moment. */
export async function addPasskey(
  host: Host,
  site: PasskeySite,
  userId: string,
  input: { name: string; response: string },
): Promise<string> {
  const name = input.name.trim();
  if (name === '') throw invalid([{ field: 'name', code: 'error.required' }]);
  const response = readCeremony(input.response) as unknown as RegistrationResponseJSON;
  const { challenge } = await claimChallenge(host, response.response.clientDataJSON, 'add', userId);
  const made = await verified(host, () =>
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origins,
      expectedRPID: site.domain,
      requireUserVerification: true,
    }),
  );
  if (!made.verified) throw refused();
  const { credential, credentialBackedUp } = made.registrationInfo;
  const id = newId();
  const [added] = await host.database.systemQuery<{ id: string }>(
    `insert into socle_passkey (id, user_id, credential_id, public_key, counter, transports, name, is_backed_up, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (credential_id) do nothing returning id`,
    [
      id,
      userId,
      credential.id,
      Buffer.from(credential.publicKey),
      credential.counter,
      credential.transports ?? [],
      name.slice(0, 100),
      credentialBackedUp,
      host.clock(),
    ],
  );
  if (!added) throw refused();
  await recordOwnAct(host, userId, 'passkey.added', { after: { name } });
  return id;
}

/** What the browser needs to sign somebody in by a passkey alone; answer with `passkeySignIn`. */
export const startPasskeySignIn = (
  host: Host,
  site: PasskeySite,
): Promise<PublicKeyCredentialRequestOptionsJSON> => askForPasskey(host, site, 'signIn', null);

/**
 * Whose passkey it is. Its owner was verified by the device, so it stands for both factors. Throws the
 * same `invalid` for every kind of mismatch.
 */
export async function passkeySignIn(
  host: Host,
  site: PasskeySite,
  response: string,
): Promise<{ userId: string }> {
  const userId = await checkPasskey(host, site, response, 'signIn', null);
  await refuseWhereProviderIsRequired(host.database, userId);
  return { userId };
}

/** As `startPasskeySignIn`, for one who is signed in and is asked once more. */
export const startPasskeyConfirmation = (
  host: Host,
  site: PasskeySite,
  userId: string,
): Promise<PublicKeyCredentialRequestOptionsJSON> => askForPasskey(host, site, 'confirm', userId);

/** Makes sure that it is still the same person. Throws `invalid`. */
export async function confirmByPasskey(
  host: Host,
  site: PasskeySite,
  userId: string,
  response: string,
): Promise<void> {
  await checkPasskey(host, site, response, 'confirm', userId);
}

/** Throws notFound, and `invalid` for an empty name. */
export async function renamePasskey(
  host: Host,
  userId: string,
  id: string,
  name: string,
): Promise<void> {
  if (name.trim() === '') throw invalid([{ field: 'name', code: 'error.required' }]);
  const [renamed] = await host.database.systemQuery<{ id: string }>(
    'update socle_passkey set name = $3 where user_id = $1 and id::text = $2 returning id',
    [userId, id, name.trim().slice(0, 100)],
  );
  if (!renamed) throw notFound();
}

/** Throws notFound, and `conflict` for the only way into the account. */
export async function removePasskey(host: Host, userId: string, id: string): Promise<void> {
  await requireAnotherWayIn(host, userId, 'socle_passkey');
  const [removed] = await host.database.systemQuery<{ name: string }>(
    'delete from socle_passkey where user_id = $1 and id::text = $2 returning name',
    [userId, id],
  );
  if (!removed) throw notFound();
  await recordOwnAct(host, userId, 'passkey.removed', { before: { name: removed.name } });
}

async function askForPasskey(
  host: Host,
  site: PasskeySite,
  purpose: 'signIn' | 'confirm',
  userId: string | null,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: site.domain,
    userVerification: 'required',
    ...(userId ? { allowCredentials: await credentialsOf(host, userId) } : {}),
  });
  await keepChallenge(host, options.challenge, purpose, userId);
  return options;
}

interface StoredPasskey {
  id: string;
  user_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: string;
  transports: string[];
}

async function checkPasskey(
  host: Host,
  site: PasskeySite,
  text: string,
  purpose: 'signIn' | 'confirm',
  userId: string | null,
): Promise<string> {
  const response = readCeremony(text) as unknown as AuthenticationResponseJSON;
  const { challenge } = await claimChallenge(
    host,
    response.response.clientDataJSON,
    purpose,
    userId,
  );
  const [stored] = await host.database.systemQuery<StoredPasskey>(
    `select p.id, p.user_id, p.credential_id, p.public_key, p.counter, p.transports
     from socle_passkey p join socle_user u on u.id = p.user_id
     where p.credential_id = $1 and u.disabled_at is null`,
    [response.id],
  );
  if (!stored || (userId !== null && stored.user_id !== userId)) throw refused();
  const { userHandle } = response.response;
  if (userHandle && Buffer.from(userHandle, 'base64url').toString() !== stored.user_id)
    throw refused();
  const answer = await verified(host, () =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origins,
      expectedRPID: site.domain,
      credential: {
        id: stored.credential_id,
        publicKey: new Uint8Array(stored.public_key),
        counter: Number(stored.counter),
        transports: stored.transports,
      },
      requireUserVerification: true,
    }),
  );
  if (!answer.verified) throw refused();
  await host.database.systemQuery(
    'update socle_passkey set counter = $2, is_backed_up = $3, last_used_at = $4 where id = $1',
    [
      stored.id,
      answer.authenticationInfo.newCounter,
      answer.authenticationInfo.credentialBackedUp,
      host.clock(),
    ],
  );
  return stored.user_id;
}

function credentialsOf(
  host: Host,
  userId: string,
): Promise<{ id: string; transports: string[] }[]> {
  return host.database.systemQuery(
    'select credential_id as id, transports from socle_passkey where user_id = $1 order by created_at',
    [userId],
  );
}

// The library throws for whatever does not fit: another site, a counter that went back, a bad signature.
async function verified<T>(host: Host, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    host.log.info({ reason: error instanceof Error ? error.message : '' }, 'a passkey was refused');
    throw refused();
  }
}

const refused = (): AppError => new AppError('invalid', 'error.passkeyRefused');
