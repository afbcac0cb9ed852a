import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.mjs';

/**
 * The key that signs sessions and encrypts stored credentials: the one given, else the one in the
 * data directory, made on the first start.
 * @param {string} dataDir
 * @param {string | null} given
 * @returns {string}
 */
export function ensureSecretKey(dataDir, given) {
  if (given) return given;
  const file = path.join(dataDir, 'secret.key');
  const existing = readKey(file);
  if (existing) return existing;
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, `${crypto.randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  try {
    // A link, not a rename: of two first starts, the second must keep the key of the first.
    fs.linkSync(draft, file);
  } catch (error) {
    // Some file systems have no links.
    if (error.code !== 'EEXIST') fs.renameSync(draft, file);
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return readKey(file) ?? ensureSecretKey(dataDir, given);
}

function readKey(file) {
  if (!fs.existsSync(file)) return null;
  const key = fs.readFileSync(file, 'utf8').trim();
  if (key.length >= 32) return key;
  // Replacing it silently would make every stored password unreadable.
  throw new Failure(`The secret key in ${file} is damaged.`, {
    hint: 'restore that file from a backup, or delete it: everybody signs in again and stored mail passwords must be entered anew.',
  });
}
