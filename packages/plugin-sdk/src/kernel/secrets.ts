import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '../primitives';
import { type Config, deriveKey, sha256 } from './config';

/** The keys secrets are kept under: the one in use, and the one before it while they are re-sealed. */
export type SecretKeys = Pick<Config, 'secretKey' | 'previousSecretKey'>;

type OwnerKind = 'workspace' | 'user';

const FORMAT = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a secret of a workspace for the database: AES-256-GCM under a key of this workspace and
 * purpose. Kept as text `v1.<key id>.<nonce>.<cipher and tag>`, in a column whose name ends with
 * `_sealed` and that `SEALED_COLUMNS` names, so that a rotation finds it.
 */
export const sealForWorkspace = (
  keys: SecretKeys,
  workspaceId: string,
  purpose: string,
  plain: string,
): string => seal(keys, ownerOf('workspace', workspaceId), purpose, plain);

/** Reads what `sealForWorkspace` wrote. Throws `unavailable` for another owner, purpose or key, or any change. */
export const openForWorkspace = (
  keys: SecretKeys,
  workspaceId: string,
  purpose: string,
  sealed: string,
): string => open(keys, ownerOf('workspace', workspaceId), purpose, sealed);

/** As `sealForWorkspace`, for a secret of one account, whichever workspaces it is a member of. */
export const sealForUser = (
  keys: SecretKeys,
  userId: string,
  purpose: string,
  plain: string,
): string => seal(keys, ownerOf('user', userId), purpose, plain);

/** Reads what `sealForUser` wrote. Throws as `openForWorkspace`. */
export const openForUser = (
  keys: SecretKeys,
  userId: string,
  purpose: string,
  sealed: string,
): string => open(keys, ownerOf('user', userId), purpose, sealed);

/** As `sealForWorkspace`, for what belongs to the installation: the cookie of a sign-in under way. */
export const sealForInstallation = (keys: SecretKeys, purpose: string, plain: string): string =>
  seal(keys, 'installation', purpose, plain);

/** Reads what `sealForInstallation` wrote. Throws as `openForWorkspace`. */
export const openForInstallation = (keys: SecretKeys, purpose: string, sealed: string): string =>
  open(keys, 'installation', purpose, sealed);

/** The mark of the key a sealed text was written under; tells nothing about the key. */
export const keyIdOf = (secretKey: string): string =>
  sha256(deriveKey(secretKey, 'secrets master mark')).slice(0, 8);

/** How every text that is sealed under the key in use begins. */
export const sealedPrefix = ({ secretKey }: SecretKeys): string =>
  `${FORMAT}.${keyIdOf(secretKey)}.`;

// An id that reads the same in lower case is the same owner; PostgreSQL writes ids that way.
const ownerOf = (kind: OwnerKind, id: string): string => `${kind} ${id.toLowerCase()}`;

const contextOf = (owner: string, purpose: string): string =>
  JSON.stringify([FORMAT, owner, purpose]);

const keyFor = (secretKey: string, context: string): Buffer =>
  deriveKey(secretKey, `secret ${context}`);

function seal({ secretKey }: SecretKeys, owner: string, purpose: string, plain: string): string {
  const context = contextOf(owner, purpose);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyFor(secretKey, context), nonce);
  cipher.setAAD(Buffer.from(context));
  const content = Buffer.concat([
    cipher.update(plain, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
  return [
    FORMAT,
    keyIdOf(secretKey),
    nonce.toString('base64url'),
    content.toString('base64url'),
  ].join('.');
}

function open(keys: SecretKeys, owner: string, purpose: string, sealed: string): string {
  const [format, keyId, nonceText, contentText, ...rest] = sealed.split('.');
  if (format !== FORMAT || !keyId || !nonceText || !contentText || rest.length > 0)
    throw unreadable();
  const secretKey = [keys.secretKey, keys.previousSecretKey].find(
    (candidate) => candidate && keyIdOf(candidate) === keyId,
  );
  if (!secretKey) throw new AppError('unavailable', 'error.secretKeyMissing', { keyId });
  const nonce = bytes(nonceText);
  const content = bytes(contentText);
  if (nonce.length !== NONCE_BYTES || content.length < TAG_BYTES) throw unreadable();
  const context = contextOf(owner, purpose);
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secretKey, context), nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(content.subarray(-TAG_BYTES));
  try {
    const plain = decipher.update(content.subarray(0, -TAG_BYTES));
    return Buffer.concat([plain, decipher.final()]).toString('utf8');
  } catch {
    throw unreadable();
  }
}

// Two spellings of the same bytes would be a change that goes unnoticed.
function bytes(text: string): Buffer {
  const read = Buffer.from(text, 'base64url');
  if (read.toString('base64url') !== text) throw unreadable();
  return read;
}

const unreadable = (): AppError => new AppError('unavailable', 'error.secretUnreadable');
