import type { CSSProperties } from 'react';
import { classNames } from './class-names';

export interface AvatarProps {
  /** The full name; initials and colour are derived from it. */
  name: string;
  kind?: 'person' | 'company';
  size?: 'small' | 'medium' | 'large';
  imageUrl?: string;
}

const sizes = {
  small: 'size-5 text-[9px]',
  medium: 'size-7 text-[11px]',
  large: 'size-12 text-title',
};
const corners = { small: 'rounded-tag', medium: 'rounded-control', large: 'rounded-float' };

/** Initials on a soft colour that stays the same for a name. Decorative: the name stands beside it. */
export function Avatar({ name, kind = 'person', size = 'small', imageUrl }: AvatarProps) {
  const shape = classNames(
    'avatar',
    sizes[size],
    kind === 'person' ? 'rounded-full' : corners[size],
  );
  if (imageUrl) {
    return <img src={imageUrl} alt="" className={`${shape} object-cover`} loading="lazy" />;
  }
  return (
    <span aria-hidden="true" className={shape} style={{ '--hue': hueOf(name) } as CSSProperties}>
      {initialsOf(name, kind)}
    </span>
  );
}

function initialsOf(name: string, kind: 'person' | 'company'): string {
  const words = name.split(/[\s\-'’.]+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? '';
  if (kind === 'company' || words.length < 2) return [...first].slice(0, 1).join('').toUpperCase();
  const last = words[words.length - 1] ?? '';
  return `${[...first][0] ?? ''}${[...last][0] ?? ''}`.toUpperCase();
}

function hueOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  // Twelve steps: neighbours in a list are told apart, and no two hues nearly match.
  return (hash % 12) * 30;
}
