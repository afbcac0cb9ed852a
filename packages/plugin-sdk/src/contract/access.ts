/** Whose records a right reaches: nobody's, one's own, those of one's teams, everybody's. Each contains the one before. */
export const ACCESS_SCOPES = ['none', 'own', 'team', 'all'] as const;
export type AccessScope = (typeof ACCESS_SCOPES)[number];

/** What may be done with a record of a kind. */
export const RECORD_VERBS = ['read', 'create', 'update', 'archive', 'export'] as const;
export type RecordVerb = (typeof RECORD_VERBS)[number];

/** A field a role does not see, or sees and may not change. */
export const FIELD_RULES = ['hidden', 'readOnly'] as const;
export type FieldRule = (typeof FIELD_RULES)[number];

/**
 * The rights of a custom role, as far as they differ from the built-in role it is based on.
 * Permissions and fields that are not named follow that role, so a module installed later works at once.
 */
export interface RoleRights {
  /** Permission id → how far it reaches. */
  permissions: Record<string, AccessScope>;
  /** Record type → field (or `customFields.key`) → rule. */
  fields: Record<string, Record<string, FieldRule>>;
}

/** What the browser knows of the caller's rights; the server never relies on it. */
export interface ClientAccess {
  /** Permission id → how far it reaches; what is missing is not allowed. */
  scopes: Record<string, AccessScope>;
  /** Record type → field → rule. */
  fields: Record<string, Record<string, FieldRule>>;
}
