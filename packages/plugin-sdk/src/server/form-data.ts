/** Plain values as a form posts them. */
export type FormValue = string | FormValue[] | { [name: string]: FormValue };

const MAX_INDEX = 500;

/**
 * Reads a posted form into nested values: `emails[0].value` becomes `{ emails: [{ value }] }`, a name that
 * comes several times (or ends with `[]`) becomes a list. Unknown shapes stay strings; validation decides.
 */
export function readForm(form: Iterable<[string, FormDataEntryValue]>): Record<string, FormValue> {
  const root: Record<string, FormValue> = Object.create(null) as Record<string, FormValue>;
  for (const [name, value] of form) {
    if (typeof value !== 'string') continue;
    const isList = name.endsWith('[]');
    put(root, parsePath(isList ? name.slice(0, -2) : name), value, isList);
  }
  return compact(root) as Record<string, FormValue>;
}

function parsePath(name: string): (string | number)[] {
  const path: (string | number)[] = [];
  for (const match of name.matchAll(/([^.[\]]+)|\[(\d{1,4})\]/g)) {
    path.push(match[2] === undefined ? (match[1] ?? '') : Math.min(Number(match[2]), MAX_INDEX));
  }
  return path.filter((part) => part !== '__proto__' && part !== 'constructor').slice(0, 6);
}

type Container = Record<string | number, FormValue>;

function put(
  root: Record<string, FormValue>,
  path: (string | number)[],
  value: string,
  isList: boolean,
): void {
  let node = root as Container;
  for (const [index, part] of path.entries()) {
    // A list has places and nothing else: no `length`, no methods.
    if (Array.isArray(node) && typeof part !== 'number') return;
    if (index === path.length - 1) {
      const before = node[part];
      if (isList) node[part] = Array.isArray(before) ? [...before, value] : [value];
      else if (before === undefined) node[part] = value;
      else if (Array.isArray(before)) before.push(value);
      else node[part] = [before, value];
      return;
    }
    const next = path[index + 1];
    const existing = node[part];
    // A picker posts its choice as `contactId` and what was typed as `contactId.text`: the choice stays.
    if (typeof existing === 'string' && typeof next === 'string') return;
    if (existing === undefined || typeof existing === 'string') {
      // No prototype: names like `toString` are names like any other, and reach nothing of the process.
      node[part] =
        typeof next === 'number' ? [] : (Object.create(null) as Record<string, FormValue>);
    }
    node = node[part] as Container;
  }
}

// Rows removed in the browser leave holes in a list.
function compact(value: FormValue): FormValue {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.filter((item) => item !== undefined).map(compact);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, compact(item)]));
}
