import { cleanLine } from './normalize.ts';

// Letters of every script are allowed on both sides (RFC 6531); quoted local parts are not worth it.
const EMAIL =
  /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?\.)+[\p{L}\p{M}\p{N}-]{2,63}$/u;
const PLAIN_EMAIL = /^[a-z0-9._%+'-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}$/i;
const DOTS = /^\.|\.\.|\.@/;

/** True for an address with a dotted domain, at most 254 characters. */
export function isEmail(text: string): boolean {
  if (text.length > 254) return false;
  if (PLAIN_EMAIL.test(text) && !DOTS.test(text)) return text.indexOf('@') <= 64;
  const at = text.indexOf('@');
  return at > 0 && at <= 64 && EMAIL.test(text);
}

/** The addresses of a cell, unwrapped from `Name <a@b.fr>` and `mailto:`; not checked. */
export function splitEmails(cell: string): string[] {
  if (PLAIN_EMAIL.test(cell)) return [cell];
  return cell
    .split(/:::|[;|\n\r]+|,(?=[^@]*@)/)
    .map(unwrap)
    .filter((part) => part !== '');
}

/** A valid address one slip away from `text` (a space, a comma for a dot, two @), or null. */
export function suggestEmail(text: string): string | null {
  const tried = [
    text.replace(/\s+/g, ''),
    text.replace(/\s+/g, '').replaceAll(',', '.'),
    text
      .replace(/\s+/g, '')
      .replace(/@+/g, '@')
      .replace(/\.{2,}/g, '.')
      .replace(/^[.]+|[.,;]+$/g, ''),
    text.replace(/\s*(?:\(at\)|\[at\]| at )\s*/i, '@').replace(/\s*(?:\(dot\)|\[dot\])\s*/gi, '.'),
  ];
  return tried.find((candidate) => candidate !== text && isEmail(candidate)) ?? null;
}

/** The first address inside a text such as `Inès Moreau (ines@example.com)`, or null. */
export function findEmail(text: string): string | null {
  const found = /[^\s<>()[\],;:"]+@[^\s<>()[\],;:"]+/.exec(text)?.[0];
  return found && isEmail(found) ? found : null;
}

function unwrap(part: string): string {
  const clean = cleanLine(part);
  const inner = /<([^<>]*@[^<>]*)>/.exec(clean)?.[1] ?? clean;
  return inner
    .replace(/^mailto:/i, '')
    .replace(/^['"<]+|['">]+$/g, '')
    .trim();
}
