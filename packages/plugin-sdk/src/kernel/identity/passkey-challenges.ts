import { z } from 'zod';
import { AppError } from '../../primitives';
import { sha256 } from '../config';
import type { Host } from '../host';

type Purpose = 'add' | 'signIn' | 'confirm';

const LIFE_MS = 5 * 60_000;
const MAX_CEREMONY = 50_000;

const ceremonySchema = z.looseObject({
  id: z.string().min(1).max(2000),
  rawId: z.string().min(1).max(2000),
  type: z.literal('public-key'),
  clientExtensionResults: z.looseObject({}).default({}),
  response: z.looseObject({
    clientDataJSON: z.string().max(10_000),
    userHandle: z.string().max(200).nullish(),
  }),
});

const clientDataSchema = z.looseObject({ challenge: z.string().min(16).max(200) });

/** What a browser answered, as far as its shape goes; the library checks the rest. Throws `invalid`. */
export function readCeremony(text: string): z.output<typeof ceremonySchema> {
  const parsed = ceremonySchema.safeParse(text.length > MAX_CEREMONY ? null : jsonOf(text));
  if (!parsed.success) throw new AppError('invalid', 'error.passkeyRefused');
  return parsed.data;
}

/** Remembers a challenge for five minutes, and forgets those nobody answered. */
export async function keepChallenge(
  host: Host,
  challenge: string,
  purpose: Purpose,
  userId: string | null,
): Promise<void> {
  const now = host.clock();
  await host.database.systemQuery('delete from socle_passkey_challenge where expires_at <= $1', [
    now,
  ]);
  await host.database.systemQuery(
    'insert into socle_passkey_challenge (challenge_hash, purpose, user_id, expires_at) values ($1, $2, $3, $4)',
    [sha256(challenge), purpose, userId, new Date(now.getTime() + LIFE_MS)],
  );
}

/**
 * Takes the challenge that an answer names, so that no second answer can have it. Throws `invalid` when it
 * was answered, is too old, or was asked for something or somebody else.
 */
export async function claimChallenge(
  host: Host,
  clientDataJSON: string,
  purpose: Purpose,
  userId: string | null,
): Promise<{ challenge: string }> {
  const named = clientDataSchema.safeParse(
    jsonOf(Buffer.from(clientDataJSON, 'base64url').toString('utf8')),
  );
  if (!named.success) throw new AppError('invalid', 'error.passkeyRefused');
  const { challenge } = named.data;
  const [claimed] = await host.database.systemQuery<{ challenge_hash: string }>(
    `delete from socle_passkey_challenge
     where challenge_hash = $1 and purpose = $2 and user_id is not distinct from $3::uuid and expires_at > $4
     returning challenge_hash`,
    [sha256(challenge), purpose, userId, host.clock()],
  );
  if (!claimed) throw new AppError('invalid', 'error.passkeyTooLate');
  return { challenge };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
