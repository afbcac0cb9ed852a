const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The id in an address of a record type's page, `/contacts/:id`; null when it is another address. */
export function recordIdAt(pattern: string, pathname: string): string | null {
  const [before = '', after = ''] = pattern.split(':id');
  if (!pathname.startsWith(before) || !pathname.endsWith(after)) return null;
  const id = pathname.slice(before.length, pathname.length - after.length);
  return ID.test(id) ? id : null;
}
