const FOLD: Record<string, string> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
};

/**
 * Text as the search index compares it: lower case, no accents, ligatures spelled out, punctuation as
 * single spaces. `"Lefèvre & Cœur"` → `"lefevre coeur"`. The same function prepares rows and queries.
 */
export function normalizeText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[œæßøłđðþ]/g, (c) => FOLD[c] ?? c)
    .replace(/[^\p{L}\p{N}@]+/gu, ' ')
    .trim();
}
