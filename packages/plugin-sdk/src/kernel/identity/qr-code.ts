import { encode } from 'uqr';

/** A QR code as an SVG path over a square of `size` modules, its quiet zone included. */
export interface QrPath {
  size: number;
  path: string;
}

/** Draws a text as a QR code; one module is one unit. */
export function qrPath(text: string): QrPath {
  const { size, data } = encode(text, { ecc: 'M', border: 4 });
  const path = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return { size, path };
}
