/** Rows of one transaction: large enough that its fixed cost does not count, small enough to show progress. */
export const CHUNK_ROWS = 1000;

/** Contacts undone in one transaction. */
export const UNDO_CONTACTS = 1000;
