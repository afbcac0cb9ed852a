import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import tar from 'tar-stream';

/** An archive that cannot be restored here; the message says why and what to do. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** What is said of every archive that cannot be read to its end. */
export const damaged = (): BackupError =>
  new BackupError('This file is damaged, or is not a backup of Socle.');

/** Adds a small entry. */
export const addEntry = (pack: tar.Pack, name: string, content: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    pack.entry({ name }, content, (error) => (error ? reject(error) : resolve()));
  });

/** Adds a file of the disk. */
export async function addFile(pack: tar.Pack, name: string, file: string): Promise<void> {
  await addStream(pack, name, (await stat(file)).size, createReadStream(file));
}

/** Adds `size` bytes from a stream. */
export async function addStream(
  pack: tar.Pack,
  name: string,
  size: number,
  content: Readable,
): Promise<void> {
  const entry = pack.entry({ name, size });
  await pipeline(content, entry);
}

/** Walks through the entries; `read` answers whether it has consumed the content. */
export async function eachEntry(
  source: string,
  read: (name: string, content: Readable) => Promise<boolean>,
  options: { only?: number } = {},
): Promise<void> {
  const extract = tar.extract();
  const input = createReadStream(source);
  let failure: unknown = null;
  const fed = pipeline(input, createGunzip(), extract);
  fed.catch((error: unknown) => {
    failure = error;
  });
  let count = 0;
  try {
    for await (const entry of extract) {
      const content = Readable.from(entry as AsyncIterable<Buffer>);
      if (!(await read(entry.header.name, content))) content.resume();
      count += 1;
      if (options.only === count) return;
    }
    await fed;
  } catch (error) {
    // Whoever reads hears only that the stream has ended; why, its source says a moment later.
    await new Promise((resolve) => setImmediate(resolve));
    throw isDamage(failure) || isDamage(error) ? damaged() : error;
  } finally {
    input.destroy();
    extract.destroy();
  }
}

const isDamage = (error: unknown): boolean =>
  /^Z_/.test((error as { code?: string } | null)?.code ?? '') ||
  /tar header|Unexpected end|Not a storage key/i.test(String(error));
