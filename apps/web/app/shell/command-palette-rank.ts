import { normalizeText } from '@socle/plugin-sdk/primitives';

/** From this rank on the words typed begin words of the text, and it is surely meant. */
export const SURE = 80;

/**
 * How well a text answers what is typed: 0 not at all, 100 the very same. Accents and case do not
 * matter, nor one typing error in a word of four letters or more. Keywords count less than the text.
 */
export function rank(query: string, text: string, keywords = ''): number {
  const asked = normalizeText(query);
  const said = normalizeText(text);
  if (asked === '') return 0;
  if (said === asked) return 100;
  if (said.startsWith(asked)) return 90;
  const words = asked.split(' ');
  const own = said.split(' ');
  const all = [...own, ...normalizeText(keywords).split(' ')];
  if (words.every((word) => own.some((other) => other.startsWith(word)))) return SURE;
  if (words.every((word) => said.includes(word) && word.length > 1)) return 60;
  if (words.every((word) => all.some((other) => other.startsWith(word)))) return 50;
  if (words.every((word) => all.some((other) => isNear(word, other)))) return 30;
  return 0;
}

const SHORTEST_WITH_ERROR = 4;

/** Whether a word begins like another but for one letter: wrong, missing, too many, or two swapped. */
function isNear(word: string, other: string): boolean {
  if (other.startsWith(word)) return true;
  if (word.length < SHORTEST_WITH_ERROR) return false;
  const at = [...word].findIndex((letter, index) => letter !== other[index]);
  const isSwapped = word[at] === other[at + 1] && word[at + 1] === other[at];
  return (
    other.startsWith(word.slice(at + 1), at + 1) ||
    other.startsWith(word.slice(at + 1), at) ||
    other.startsWith(word.slice(at), at + 1) ||
    (isSwapped && other.startsWith(word.slice(at + 2), at + 2))
  );
}
