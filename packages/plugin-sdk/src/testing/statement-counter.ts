import pg from 'pg';

/** The SQL statements that `work` sends to any database, in order. */
export async function recordStatements(work: () => Promise<unknown>): Promise<string[]> {
  const statements: string[] = [];
  const prototype = pg.Client.prototype as unknown as {
    query(this: pg.Client, ...args: unknown[]): unknown;
  };
  const original = prototype.query;
  prototype.query = function counted(...args) {
    const [first] = args;
    statements.push(typeof first === 'string' ? first : String((first as { text?: string })?.text));
    return original.apply(this, args);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return statements;
}
