import type { Host, WorkspaceState } from '@socle/plugin-sdk/kernel';
import { invalid } from '@socle/plugin-sdk/primitives';
import type { MemberArgs } from './host-page.server';

const VERBS = ['read', 'create', 'update', 'archive', 'export'] as const;

/** One kind of record, and the right that each verb on it takes; null where the verb does not exist. */
export interface ScopeRow {
  type: string;
  /** Message key. */
  label: string;
  verbs: Record<(typeof VERBS)[number], string | null>;
}

export interface ScopeChoices {
  records: ScopeRow[];
  /** Rights that are no verb of a record. */
  special: { id: string; label: string }[];
}

type Caller = Pick<MemberArgs, 'permissions'> & { host: Host; state: WorkspaceState };

/** What a key may be allowed: the rights its maker holds, of the modules that are switched on. */
export function scopeChoices({ host, state, permissions }: Caller): ScopeChoices {
  const records = [...host.registry.records.values()].filter((r) =>
    state.modulesOn.has(r.moduleId),
  );
  const held = (id: string | undefined): string | null =>
    id !== undefined && permissions.has(id) ? id : null;
  const verbal = new Set(records.flatMap((record) => Object.values(record.permissions)));
  return {
    records: records
      .map((record) => ({
        type: record.type,
        label: record.labelPlural,
        verbs: Object.fromEntries(
          VERBS.map((verb) => [verb, held(record.permissions[verb])]),
        ) as ScopeRow['verbs'],
      }))
      .filter((row) => Object.values(row.verbs).some(Boolean)),
    special: [...host.registry.permissionDefinitions]
      .filter(([id]) => permissions.has(id) && !verbal.has(id))
      .filter(([id]) => state.modulesOn.has(host.registry.permissions.get(id) ?? ''))
      .map(([id, { label }]) => ({ id, label })),
  };
}

/** The rights of a new key; null for all of its maker's. Throws `invalid` for none, or for one not held. */
export function chosenScopes(
  caller: Caller,
  scope: 'all' | 'read' | 'choose',
  chosen: readonly string[],
): string[] | null {
  if (scope === 'all') return null;
  const { records, special } = scopeChoices(caller);
  if (scope === 'read')
    return [...new Set(records.flatMap(({ verbs }) => (verbs.read ? [verbs.read] : [])))];
  const known = new Set([
    ...records.flatMap(({ verbs }) => Object.values(verbs)),
    ...special.map(({ id }) => id),
  ]);
  if (chosen.some((id) => !known.has(id)))
    throw invalid([{ field: 'scopes', code: 'error.wrong' }]);
  if (chosen.length === 0) throw invalid([{ field: 'scopes', code: 'shell.keys.chooseOne' }]);
  return [...new Set(chosen)];
}
