import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { AppError, invalid } from '../../primitives';
import { estimateStrength, LEAST_PASSWORD_SCORE } from '../../primitives/password-strength';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane.
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export const MIN_PASSWORD = 10;
export const MAX_PASSWORD = 256;

const MAX_WAITING = 200;

/** What a password is for, so that the person's own name is not taken for a secret. */
export interface PasswordOwner {
  email: string;
  name: string;
}

const slots = createSlots(Math.max(2, availableParallelism()), MAX_WAITING);

/** Checks a new password (NIST SP 800-63B: length and guessability, no composition rules). Throws `invalid` for `field`. */
export async function checkPassword(
  password: string,
  owner: PasswordOwner,
  field = 'password',
): Promise<void> {
  const refuse = (code: string, params: Record<string, string | number> = {}) =>
    invalid([{ field, code, params }]);
  if (password.length < MIN_PASSWORD)
    throw refuse('error.passwordTooShort', { minimum: MIN_PASSWORD });
  if (password.length > MAX_PASSWORD)
    throw refuse('error.tooBig.string', { maximum: MAX_PASSWORD });
  const { score, weakness } = await estimateStrength(password, [owner.name, owner.email, 'socle']);
  if (score < LEAST_PASSWORD_SCORE) throw refuse(`error.password.${weakness}`);
}

/** The argon2id hash of a password in PHC format. */
export const hashPassword = (password: string): Promise<string> =>
  slots(() => hash(password, ARGON));

/** Whether a password has this hash. Takes as long when there is no hash to compare with. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const compared = stored ?? (await decoy());
  if (password.length > MAX_PASSWORD) return false;
  const matches = await slots(() => verify(compared, password));
  return matches && stored !== null;
}

/** Whether a hash was made with other parameters than today's. */
export const isOutdated = (stored: string): boolean =>
  !stored.startsWith(
    `$argon2id$v=19$m=${ARGON.memoryCost},t=${ARGON.timeCost},p=${ARGON.parallelism}$`,
  );

let decoyHash: Promise<string> | null = null;

function decoy(): Promise<string> {
  decoyHash ??= hash(randomBytes(16).toString('hex'), ARGON);
  return decoyHash;
}

// Each hash takes 19 MiB and a core: a burst of sign-ins waits in line instead of taking the machine.
function createSlots(most: number, mostWaiting: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= most) {
      if (waiting.length >= mostWaiting)
        throw new AppError('tooMany', 'error.tooManyTries', { minutes: 1 });
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
