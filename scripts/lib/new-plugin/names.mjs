import { Failure } from '../failure.mjs';

// Ids the product itself uses for tables, messages or modules.
const TAKEN = new Set([
  'core',
  'sales',
  'projects',
  'billing',
  'ticketing',
  'kernel',
  'socle',
  'shell',
  'error',
  'problem',
  'ui',
  'customfields',
]);

/**
 * @param {string | undefined} name
 * @returns {{ name: string, id: string, title: string }} the id is what tables and permissions start with
 */
export function readName(name) {
  if (!name) throw new Failure('Give a name.', { hint: 'npm run new:plugin loyalty' });
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length < 2 || name.length > 30) {
    throw new Failure(`"${name}" cannot be the name of a plugin.`, {
      hint: '2 to 30 lower-case letters and digits, words joined by a hyphen, e.g. order-tracker.',
    });
  }
  const id = name.replaceAll('-', '');
  if (TAKEN.has(id)) throw new Failure(`The name "${name}" is taken by the product itself.`);
  const words = name.replaceAll('-', ' ');
  return { name, id, title: words.charAt(0).toUpperCase() + words.slice(1) };
}
