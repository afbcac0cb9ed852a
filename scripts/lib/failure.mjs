/**
 * Something went wrong that the person at the terminal can act on: what happened, and what to do.
 * Anything else that is thrown is a defect and keeps its stack.
 */
export class Failure extends Error {
  /**
   * @param {string} message what happened
   * @param {{ hint?: string, detail?: string, cause?: unknown }} [options]
   */
  constructor(message, { hint, detail, cause } = {}) {
    super(message, { cause });
    this.name = 'Failure';
    this.hint = hint ?? null;
    this.detail = detail ?? null;
  }
}

/**
 * The text shown for any error.
 * @param {unknown} error
 * @returns {string}
 */
export function describeFailure(error) {
  if (!(error instanceof Failure)) return error instanceof Error ? `${error.stack}` : String(error);
  return [error.detail, error.message, error.hint && `What to do: ${error.hint}`]
    .filter(Boolean)
    .join('\n');
}
