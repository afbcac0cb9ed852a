import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** How an answer of the authenticator departs from what it should be. */
export interface AuthenticatorOptions {
  origin: string;
  /** Domain the passkey is made for; that of the origin unless told. */
  domain?: string;
  /** Whether finger, face or PIN was asked for. */
  isVerified?: boolean;
  /** Instead of the next number. */
  counter?: number;
  userHandle?: string;
  type?: string;
}

/** A passkey in software (WebAuthn Level 3, ES256, attestation "none"): what browser and device would answer. */
export interface SoftwareAuthenticator {
  credentialId: string;
  /** Answers `navigator.credentials.create()`. */
  create(challenge: string, options: AuthenticatorOptions): string;
  /** Answers `navigator.credentials.get()`. */
  get(challenge: string, options: AuthenticatorOptions): string;
}

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

export function createSoftwareAuthenticator(): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credential = randomBytes(32);
  const credentialId = credential.toString('base64url');
  let uses = 0;
  const envelope = (response: object): string =>
    JSON.stringify({
      id: credentialId,
      rawId: credentialId,
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });
  return {
    credentialId,
    create(challenge, options) {
      const clientData = clientDataOf('webauthn.create', challenge, options);
      const authData = Buffer.concat([
        headOf(options, HAS_CREDENTIAL, options.counter ?? 0),
        Buffer.alloc(16),
        uint(credential.length, 2),
        credential,
        coseKey(publicKey),
      ]);
      return envelope({
        clientDataJSON: clientData.toString('base64url'),
        attestationObject: attestationOf(authData).toString('base64url'),
        transports: ['internal'],
      });
    },
    get(challenge, options) {
      uses += 1;
      const clientData = clientDataOf('webauthn.get', challenge, options);
      const authData = headOf(options, 0, options.counter ?? uses);
      const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()]);
      return envelope({
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
        ...(options.userHandle
          ? { userHandle: Buffer.from(options.userHandle).toString('base64url') }
          : {}),
      });
    },
  };
}

const clientDataOf = (
  type: string,
  challenge: string,
  { origin, type: other }: AuthenticatorOptions,
): Buffer =>
  Buffer.from(JSON.stringify({ type: other ?? type, challenge, origin, crossOrigin: false }));

function headOf(options: AuthenticatorOptions, flags: number, counter: number): Buffer {
  const { origin, domain = new URL(origin).hostname, isVerified = true } = options;
  return Buffer.concat([
    createHash('sha256').update(domain).digest(),
    uint(USER_PRESENT | (isVerified ? USER_VERIFIED : 0) | flags, 1),
    uint(counter, 4),
  ]);
}

function uint(value: number, bytes: number): Buffer {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntBE(value, 0, bytes);
  return buffer;
}

// CBOR by hand (RFC 8949): {1: EC2, 3: ES256, -1: P-256, -2: x, -3: y} of RFC 9053, section 7.1.1.
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
}

// {"fmt": "none", "attStmt": {}, "authData": bytes}
function attestationOf(authData: Buffer): Buffer {
  const text = (value: string): Buffer =>
    Buffer.concat([uint(0x60 + value.length, 1), Buffer.from(value)]);
  return Buffer.concat([
    Buffer.from('a3', 'hex'),
    text('fmt'),
    text('none'),
    text('attStmt'),
    Buffer.from('a0', 'hex'),
    text('authData'),
    Buffer.from('59', 'hex'),
    uint(authData.length, 2),
    authData,
  ]);
}
