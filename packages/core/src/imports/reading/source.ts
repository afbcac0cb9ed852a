import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { ImportFileError } from './import-file-error.ts';
import type { TabularSource } from './tabular.ts';

const CHUNK_BYTES = 256 * 1024;

/** The whole file in memory: what the directory at the end of a spreadsheet's archive requires. */
export async function sourceBytes(source: TabularSource): Promise<Buffer> {
  if (typeof source !== 'string') return source;
  return readFile(source).catch((error: unknown) => {
    throw new ImportFileError('notFound', {}, error);
  });
}

/** The bytes of a file, a quarter of a megabyte at a time. */
export async function* sourceChunks(
  source: TabularSource,
  signal?: AbortSignal,
): AsyncGenerator<Buffer> {
  if (typeof source !== 'string') {
    for (let at = 0; at < source.length; at += CHUNK_BYTES) {
      signal?.throwIfAborted();
      yield source.subarray(at, at + CHUNK_BYTES);
    }
    return;
  }
  const stream = createReadStream(source, { highWaterMark: CHUNK_BYTES });
  try {
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      if (Buffer.isBuffer(chunk)) yield chunk;
    }
  } finally {
    stream.destroy();
  }
}
