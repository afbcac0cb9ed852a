const BASE = 'http://local.invalid';

/** An address inside the application, or the fallback: a link a stranger wrote must not lead elsewhere. */
export function localPath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || !value.startsWith('/')) return fallback;
  const url = URL.canParse(value, BASE) ? new URL(value, BASE) : null;
  if (url?.origin !== BASE) return fallback;
  const path = url.pathname + url.search + url.hash;
  // `/.//elsewhere.example` is normalised to `//elsewhere.example`, which browsers read as a host.
  return path.startsWith('//') ? fallback : path;
}
