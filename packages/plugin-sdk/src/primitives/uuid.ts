const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a string has the shape of a UUID; anything else can be answered 404 without asking the database. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && UUID.test(value);
