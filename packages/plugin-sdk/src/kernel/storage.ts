import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import { AppError, notFound } from '../primitives';
import type { StoredBlob } from '../server/ctx';
import type { Config, S3Config } from './config';

/** Where the content of files lies. Keys are made here and never come from outside. */
export interface Storage {
  put(content: AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /** Throws notFound. */
  read(storageKey: string): Promise<Readable>;
  /** A path where the content can be read; `release` when done. */
  localPath(storageKey: string): Promise<{ path: string; release(): Promise<void> }>;
  remove(storageKey: string): Promise<void>;
  /** Writes content back under a key it had, for a restore. */
  restore(storageKey: string, content: AsyncIterable<Uint8Array>): Promise<void>;
}

export function createStorage(config: Config): Storage {
  return config.storage.kind === 's3'
    ? createS3Storage(config.storage, config.maxUploadBytes)
    : createDiskStorage(config.storage.root, config.maxUploadBytes);
}

const KEY = /^[0-9a-f]{2}\/[0-9a-f]{40}$/;

function newKey(): string {
  const name = randomBytes(20).toString('hex');
  return `${name.slice(0, 2)}/${name}`;
}

function checkKey(key: string): string {
  if (!KEY.test(key)) throw new Error('Not a storage key.');
  return key;
}

// Measures and hashes what flows through, and stops what is larger than allowed.
function meter(maxBytes: number): {
  stream: Transform;
  result(): { size: number; sha256: string };
} {
  const hash = createHash('sha256');
  let size = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > maxBytes) {
        done(
          new AppError('tooLarge', 'error.fileTooLarge', {
            maximum: Math.floor(maxBytes / 1024 / 1024),
          }),
        );
        return;
      }
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ size, sha256: hash.digest('hex') }) };
}

function createDiskStorage(root: string, maxBytes: number): Storage {
  const fileOf = (key: string): string => path.join(root, checkKey(key));
  const write = async (key: string, content: AsyncIterable<Uint8Array>, most: number) => {
    const target = fileOf(key);
    await mkdir(path.dirname(target), { recursive: true });
    const partial = `${target}.partial`;
    const metered = meter(most);
    try {
      await pipeline(
        Readable.from(content),
        metered.stream,
        createWriteStream(partial, { mode: 0o600, flush: true }),
      );
      // A crash before this line leaves a `.partial` nobody points at, never half a file.
      await rename(partial, target);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
    return metered.result();
  };
  return {
    async put(content) {
      const storageKey = newKey();
      return { storageKey, ...(await write(storageKey, content, maxBytes)) };
    },
    async read(key) {
      const file = fileOf(key);
      if (!(await stat(file).catch(() => null))) throw notFound();
      return createReadStream(file);
    },
    localPath: async (key) => ({ path: fileOf(key), release: async () => undefined }),
    remove: (key) => rm(fileOf(key), { force: true }),
    async restore(key, content) {
      await write(key, content, Number.MAX_SAFE_INTEGER);
    },
  };
}

// A server that is busy is asked again after 100, 200, 400 and 800 ms.
const MAX_WAIT_MS = 800;

function createS3Storage(s3: S3Config, maxBytes: number): Storage {
  const client = new AwsClient({
    accessKeyId: s3.accessKeyId,
    secretAccessKey: s3.secretAccessKey,
    region: s3.region,
    service: 's3',
    // Tried again here, below: a body that was sent once cannot be sent a second time.
    retries: 0,
  });
  const urlOf = (key: string): string => `${s3.endpoint}/${s3.bucket}/${checkKey(key)}`;
  const attempt = async (key: string, init: RequestInit): Promise<Response> =>
    client.fetch(urlOf(key), init).catch((error: unknown) => {
      throw new AppError('unavailable', 'error.storageUnavailable', { detail: String(error) });
    });
  const send = async (key: string, init: () => RequestInit): Promise<Response> => {
    let response = await attempt(key, init());
    for (let wait = 100; response.status >= 500 && wait <= MAX_WAIT_MS; wait *= 2) {
      await response.body?.cancel();
      await sleep(wait);
      response = await attempt(key, init());
    }
    if (response.status === 404) throw notFound();
    if (!response.ok)
      throw new AppError('unavailable', 'error.storageUnavailable', {
        detail: `HTTP ${response.status}`,
      });
    return response;
  };
  // S3 wants the length and the hash before the content, so it goes through a temporary file.
  const viaTemporaryFile = async <T>(work: (file: string) => Promise<T>): Promise<T> => {
    const folder = await mkdtemp(path.join(tmpdir(), 'socle-'));
    try {
      return await work(path.join(folder, 'content'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  const upload = (key: string, content: AsyncIterable<Uint8Array>, most: number) =>
    viaTemporaryFile(async (file) => {
      const metered = meter(most);
      await pipeline(
        Readable.from(content),
        metered.stream,
        createWriteStream(file, { mode: 0o600 }),
      );
      const result = metered.result();
      await send(key, () => ({
        method: 'PUT',
        headers: { 'content-length': String(result.size), 'x-amz-content-sha256': result.sha256 },
        body: Readable.toWeb(createReadStream(file)) as unknown as BodyInit,
        ...({ duplex: 'half' } as object),
      }));
      return result;
    });
  const read: Storage['read'] = async (key) => {
    const response = await send(key, () => ({ method: 'GET' }));
    return Readable.fromWeb(response.body as never);
  };
  return {
    async put(content) {
      const storageKey = newKey();
      return { storageKey, ...(await upload(storageKey, content, maxBytes)) };
    },
    read,
    async localPath(key) {
      const folder = await mkdtemp(path.join(tmpdir(), 'socle-'));
      const file = path.join(folder, 'content');
      await pipeline(await read(key), createWriteStream(file, { mode: 0o600 }));
      return { path: file, release: () => rm(folder, { recursive: true, force: true }) };
    },
    async remove(key) {
      await send(key, () => ({ method: 'DELETE' })).catch((error: unknown) => {
        if (!(error instanceof AppError && error.kind === 'notFound')) throw error;
      });
    },
    async restore(key, content) {
      await upload(key, content, Number.MAX_SAFE_INTEGER);
    },
  };
}
