/**
 * A typed many-to-many link between two record types, in a table of the module that declares it.
 * `from` and `to` are record types; the table is made by `createLinkTable`.
 */
export interface LinkDefinition {
  id: string;
  table: string;
  from: string;
  to: string;
}

export const defineLink = (link: LinkDefinition): LinkDefinition => link;
