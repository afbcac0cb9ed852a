/** The five built-in roles. Owner and admin hold every permission; the others hold what a manifest grants them. */
export const BUILT_IN_ROLES = ['owner', 'admin', 'manager', 'member', 'reader'] as const;
export type BuiltInRole = (typeof BUILT_IN_ROLES)[number];

/** A permission as a module declares it, under its id `module.thing.verb`. */
export interface PermissionDefinition {
  /** Message key of the sentence shown on the roles screen. */
  label: string;
  /** Built-in roles that hold it from the start, besides owner and admin. */
  roles: readonly Exclude<BuiltInRole, 'owner' | 'admin'>[];
  /** Record type it is about: a role may then hold it for one's own or one's team's records only. */
  record?: string;
}
