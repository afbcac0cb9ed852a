/** Why a file as a whole cannot be read. Each code is the end of a message key `core.import.error.<code>`. */
export type ImportFileErrorCode =
  | 'empty'
  | 'noRows'
  | 'tooLarge'
  | 'notFound'
  | 'notText'
  | 'unsupportedFormat'
  | 'encrypted'
  | 'corrupt'
  | 'archiveTooLarge'
  | 'sheetNotFound'
  | 'unknownEncoding'
  | 'quoteNotClosed'
  | 'rowTooLong'
  | 'cellTooLong'
  | 'tooManyColumns'
  | 'unreadable';

/** Values a message may show; numbers are counts, bytes or 1-based line numbers. */
export type ImportErrorParams = Readonly<Record<string, string | number>>;

/**
 * The only error thrown on purpose while a file is detected or read.
 * `code` is a full message key (`core.import.error.empty`), `params` fill the message.
 */
export class ImportFileError extends Error {
  readonly code: `core.import.error.${ImportFileErrorCode}`;
  readonly params: ImportErrorParams;

  constructor(code: ImportFileErrorCode, params: ImportErrorParams = {}, cause?: unknown) {
    super(`import file error: ${code} ${JSON.stringify(params)}`, { cause });
    this.name = 'ImportFileError';
    this.code = `core.import.error.${code}`;
    this.params = params;
  }
}

/** Turns whatever a library threw into an ImportFileError; an abort stays the caller's abort. */
export function toImportFileError(error: unknown, fallback: ImportFileErrorCode): Error {
  if (error instanceof ImportFileError) return error;
  if (error instanceof Error && error.name === 'AbortError') return error;
  const reason = error instanceof Error ? error.message.slice(0, 200) : String(error).slice(0, 200);
  return new ImportFileError(fallback, { reason }, error);
}
