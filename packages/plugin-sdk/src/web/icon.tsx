import type { LucideIcon } from 'lucide-react';

/** An icon component, imported by name from lucide-react so that only the used ones are shipped. */
export type IconType = LucideIcon;

/** A decorative icon on the product's optical grid; the text beside it carries the name. */
export function Icon({ of: Glyph, size = 16 }: { of: IconType; size?: 12 | 14 | 16 | 20 | 24 }) {
  return (
    <Glyph
      aria-hidden="true"
      focusable="false"
      size={size}
      strokeWidth={size > 16 ? 1.6 : 1.75}
      className="shrink-0"
    />
  );
}
