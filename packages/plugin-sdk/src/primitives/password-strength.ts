import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/** The least score of a password that is accepted. */
export const LEAST_PASSWORD_SCORE = 3;

/** How hard a password is to guess. */
export interface PasswordStrength {
  /** 0 (guessed at once) to 4 (out of reach). */
  score: number;
  /** What makes it weak; names a message. */
  weakness: 'common' | 'personal' | 'pattern' | 'guessable';
}

/** Beside the person's own words, this many characters must be left. */
const LEAST_BESIDE_OWN = 6;

// Its cost grows with the length, and what follows can only make a password harder to guess.
const MAX_READ = 64;

let estimator: Promise<ZxcvbnFactory> | null = null;

/**
 * Estimates how many guesses a password takes (zxcvbn), a guesser trying first what is known of the
 * person. The dictionaries are fetched when the first password is checked.
 */
export async function estimateStrength(
  password: string,
  known: readonly string[],
): Promise<PasswordStrength> {
  estimator ??= loadEstimator();
  const zxcvbn = await estimator;
  const own = known.flatMap((text) => [text, ...text.split(/[\s@.]+/)]).filter((w) => w.length > 2);
  if (isMadeOf(password, own)) return { score: 1, weakness: 'personal' };
  const { score, sequence } = zxcvbn.check(password.slice(0, MAX_READ), own);
  const [widest] = [...sequence].sort((a, b) => b.j - b.i - (a.j - a.i));
  return { score, weakness: weaknessOf(widest) };
}

// zxcvbn multiplies the guesses of words it knows, and finds a name twice good enough.
function isMadeOf(password: string, own: readonly string[]): boolean {
  let rest = password.toLowerCase();
  for (const word of [...own].sort((a, b) => b.length - a.length))
    rest = rest.replaceAll(word.toLowerCase(), '');
  return rest.length < password.length && rest.length < LEAST_BESIDE_OWN;
}

function weaknessOf(
  match: { pattern: string; dictionaryName?: string } | undefined,
): PasswordStrength['weakness'] {
  if (match?.pattern === 'dictionary') {
    if (match.dictionaryName === 'userInputs') return 'personal';
    return match.dictionaryName?.startsWith('passwords') ? 'common' : 'guessable';
  }
  return match && ['spatial', 'repeat', 'sequence', 'date', 'regex'].includes(match.pattern)
    ? 'pattern'
    : 'guessable';
}

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, common, french] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-fr'),
  ]);
  return new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...french.dictionary },
    graphs: common.adjacencyGraphs,
  });
}
