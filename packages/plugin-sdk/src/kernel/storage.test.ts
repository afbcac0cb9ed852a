import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { labModule } from '../testing/lab/lab-module';
import { createTestHost } from '../testing/test-host';
import { readConfig } from './config';
import { createStorage, type Storage } from './storage';

const ACCESS = { id: 'AKIDTEST', secret: 'a+secret/with=signs', region: 'eu-west-3' };
const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

/** A bucket that keeps what is sent with a right signature, and can be told to fail. */
interface FakeS3 {
  url: string;
  objects: Map<string, Buffer>;
  refused: string[];
  failNext: number;
  close(): void;
}

/** AWS Signature Version 4 computed a second time, from the request as it arrived. */
function expectedSignature(
  request: http.IncomingMessage,
  signedHeaders: string,
  scope: string,
): string {
  const url = new URL(request.url ?? '/', 'http://x');
  const headers = signedHeaders
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
    .join('');
  const canonical = [
    request.method,
    url.pathname,
    url.searchParams.toString(),
    headers,
    signedHeaders,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join(
    '\n',
  );
  const key = scope
    .split('/')
    .reduce<Buffer | string>(
      (secret, part) => createHmac('sha256', secret).update(part).digest(),
      `AWS4${ACCESS.secret}`,
    );
  return createHmac('sha256', key).update(toSign).digest('hex');
}

function isSigned(request: http.IncomingMessage): boolean {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(
      request.headers.authorization ?? '',
    );
  const [, id, scope = '', signedHeaders = '', signature] = match ?? [];
  const isScopeRight = new RegExp(`^\\d{8}/${ACCESS.region}/s3/aws4_request$`).test(scope);
  const isCovered = ['host', 'x-amz-date', 'x-amz-content-sha256'].every((name) =>
    signedHeaders.split(';').includes(name),
  );
  return (
    id === ACCESS.id &&
    isScopeRight &&
    isCovered &&
    signature === expectedSignature(request, signedHeaders, scope)
  );
}

async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  const refused: string[] = [];
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const answer = (status: number, content?: Buffer): void =>
      void response.writeHead(status).end(content);
    if (fake.failNext > 0) {
      fake.failNext -= 1;
      return answer(503);
    }
    const hash = request.headers['x-amz-content-sha256'];
    if (!isSigned(request)) refused.push(`${request.method} signature`);
    else if (hash !== 'UNSIGNED-PAYLOAD' && hash !== sha256(body)) refused.push('content hash');
    else if (request.method === 'PUT' && request.headers['content-length'] !== String(body.length))
      refused.push('length');
    else {
      const key = request.url ?? '';
      const found = objects.get(key);
      if (request.method === 'PUT') objects.set(key, body);
      if (request.method === 'DELETE') objects.delete(key);
      return answer(
        request.method === 'GET' && !found ? 404 : 200,
        request.method === 'GET' ? found : undefined,
      );
    }
    return answer(403);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeS3 = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    refused,
    failNext: 0,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return fake;
}

let s3: FakeS3;
let dataDir: string;
const settings = (extra: Record<string, string> = {}) =>
  readConfig({
    DATABASE_URL: 'postgres://localhost/x',
    SOCLE_SECRET_KEY: 'x'.repeat(48),
    SOCLE_DATA_DIR: dataDir,
    SOCLE_MAX_UPLOAD_MB: '1',
    ...extra,
  });
const onS3 = (extra: Record<string, string> = {}): Storage =>
  createStorage(
    settings({
      SOCLE_STORAGE: 's3',
      SOCLE_S3_ENDPOINT: s3.url,
      SOCLE_S3_BUCKET: 'files',
      SOCLE_S3_REGION: ACCESS.region,
      SOCLE_S3_ACCESS_KEY_ID: ACCESS.id,
      SOCLE_S3_SECRET_ACCESS_KEY: ACCESS.secret,
      ...extra,
    }),
  );

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'socle-storage-test-'));
  s3 = await startFakeS3();
});
afterAll(async () => {
  s3.close();
  await rm(dataDir, { recursive: true, force: true });
});
afterEach(() => {
  s3.failNext = 0;
});

async function* pieces(content: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += 50_000) yield content.subarray(at, at + 50_000);
}

async function read(storage: Storage, key: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await storage.read(key)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const content = randomBytes(300_000);

describe.each<[string, () => Storage]>([
  ['on disk', () => createStorage(settings())],
  ['on S3', () => onS3()],
])('files %s', (_name, open) => {
  it('come back as they were, measured and hashed', async () => {
    const storage = open();
    const blob = await storage.put(pieces(content));
    expect(blob).toMatchObject({ size: content.length, sha256: sha256(content) });
    expect((await read(storage, blob.storageKey)).equals(content)).toBe(true);
    const local = await storage.localPath(blob.storageKey);
    expect((await readFile(local.path)).equals(content)).toBe(true);
    await local.release();
    await storage.remove(blob.storageKey);
    await expect(storage.read(blob.storageKey)).rejects.toMatchObject({ kind: 'notFound' });
    await storage.remove(blob.storageKey);
    await storage.restore(blob.storageKey, pieces(content));
    expect((await read(storage, blob.storageKey)).equals(content)).toBe(true);
  });

  it('may be empty, and may not be larger than allowed', async () => {
    const storage = open();
    const empty = await storage.put(pieces(Buffer.alloc(0)));
    expect(empty.size).toBe(0);
    expect((await read(storage, empty.storageKey)).length).toBe(0);
    const large = storage.put(pieces(randomBytes(1_100_000)));
    await expect(large).rejects.toMatchObject({ kind: 'tooLarge', code: 'error.fileTooLarge' });
  });

  it('have names that are made here', async () => {
    for (const key of ['../../etc/passwd', 'ab/../../x', '', `ab/${'0'.repeat(39)}`])
      await expect(async () => open().read(key)).rejects.toThrow(/Not a storage key/);
  });
});

describe('files on disk', () => {
  it('leave nothing behind when the upload breaks off', async () => {
    const storage = createStorage(settings());
    const before = await readdir(path.join(dataDir, 'files'), { recursive: true });
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new Error('the visitor left');
    }
    await expect(storage.put(broken())).rejects.toThrow('the visitor left');
    const after = await readdir(path.join(dataDir, 'files'), {
      recursive: true,
      withFileTypes: true,
    });
    expect(after.filter((entry) => entry.isFile())).toHaveLength(
      before.filter((name) => /[0-9a-f]{40}$/.test(name)).length,
    );
  });
});

describe('files on S3', () => {
  it('go over with a signature and a length that another implementation accepts', () => {
    expect(s3.objects.size).toBeGreaterThan(0);
    expect(s3.refused).toEqual([]);
    for (const key of s3.objects.keys())
      expect(key).toMatch(/^\/files\/[0-9a-f]{2}\/[0-9a-f]{40}$/);
  });

  it('survive a server that is busy for a moment', async () => {
    const storage = onS3();
    s3.failNext = 1;
    const blob = await storage.put(pieces(content));
    s3.failNext = 1;
    expect((await read(storage, blob.storageKey)).equals(content)).toBe(true);
  });

  it('are unavailable, not broken, when the server is away or the key is wrong', async () => {
    s3.failNext = 100;
    await expect(onS3().put(pieces(content))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'error.storageUnavailable',
    });
    s3.failNext = 0;
    const wrong = onS3({ SOCLE_S3_SECRET_ACCESS_KEY: 'wrong' });
    await expect(wrong.put(pieces(content))).rejects.toMatchObject({ kind: 'unavailable' });
    s3.refused.length = 0;
    const away = onS3({ SOCLE_S3_ENDPOINT: 'http://127.0.0.1:9' });
    await expect(away.put(pieces(content))).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('files of a workspace', () => {
  it('are found there only, under a harmless name, and their content goes when they are removed', async () => {
    const test = await createTestHost({ modules: [labModule()] });
    try {
      const { storage } = test.host;
      const blob = await storage.put(pieces(content));
      const file = await test.workspace.run((ctx) =>
        ctx.files.add(blob, { name: '../../etc/pass\u0000wd\n.txt', contentType: 'text/plain' }),
      );
      expect(file).toMatchObject({ name: 'passwd.txt', size: content.length });
      await expect(test.other.run((ctx) => ctx.files.get(file.id))).rejects.toMatchObject({
        kind: 'notFound',
      });
      await expect(test.other.run((ctx) => ctx.files.remove(file.id))).rejects.toMatchObject({
        kind: 'notFound',
      });
      await expect(test.workspace.run((ctx) => ctx.files.get('nope'))).rejects.toMatchObject({
        kind: 'notFound',
      });
      const rolledBack = test.workspace.run(async (ctx) => {
        await ctx.files.remove(file.id);
        throw new Error('rolled back');
      });
      await expect(rolledBack).rejects.toThrow('rolled back');
      expect((await read(storage, blob.storageKey)).equals(content)).toBe(true);
      await test.workspace.run((ctx) => ctx.files.remove(file.id));
      await expect
        .poll(() =>
          storage.read(blob.storageKey).then(
            () => 'there',
            () => 'gone',
          ),
        )
        .toBe('gone');
    } finally {
      await test.close();
    }
  });
});
