import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labModule } from '../testing/lab/lab-module';
import { createTestHost, type TestHost } from '../testing/test-host';
import { receiveUpload } from './receive-upload';

let test: TestHost;

beforeAll(async () => {
  test = await createTestHost({ modules: [labModule()], env: { SOCLE_MAX_UPLOAD_MB: '1' } });
});
afterAll(() => test?.close());

const post = (body: BodyInit, headers: Record<string, string> = {}): Request =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);

function form(name: string, content: string, fields: Record<string, string> = {}): FormData {
  const data = new FormData();
  for (const [key, value] of Object.entries(fields)) data.set(key, value);
  data.set('file', new Blob([content], { type: 'text/csv' }), name);
  return data;
}

async function storedFiles(): Promise<string[]> {
  const { storage } = test.host.config;
  const root = storage.kind === 'disk' ? storage.root : '';
  const found = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

describe('an upload', () => {
  it.each(['report.csv', 'Report; final: v2.csv', 'l’été "chaud".csv', "it's 100%.csv"])(
    'keeps its name and content: %s',
    async (name) => {
      const upload = await receiveUpload(test.host, post(form(name, 'a;b\n1;2\n', { kind: 'x' })));
      expect(upload).toMatchObject({ name, contentType: 'text/csv', fields: { kind: 'x' } });
      expect(await text(await test.host.storage.read(upload.blob?.storageKey ?? ''))).toBe(
        'a;b\n1;2\n',
      );
    },
  );

  it('may be left out', async () => {
    const data = new FormData();
    data.set('kind', 'é');
    data.set('file', new Blob([]), '');
    expect(await receiveUpload(test.host, post(data))).toMatchObject({
      blob: null,
      fields: { kind: 'é' },
    });
  });

  it('that is too large, cut short or no form at all is refused, and leaves nothing behind', async () => {
    const before = await storedFiles();
    const large = receiveUpload(test.host, post(form('x.csv', 'x'.repeat(2 * 1024 * 1024))));
    await expect(large).rejects.toMatchObject({ kind: 'tooLarge' });
    const field = receiveUpload(test.host, post(form('x.csv', 'x', { note: 'x'.repeat(200_000) })));
    await expect(field).rejects.toMatchObject({ kind: 'tooLarge' });
    const type = { 'content-type': 'multipart/form-data; boundary=b' };
    const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="x.csv"\r\n\r\n';
    for (const body of [`${head}half of it`, head, 'nothing of the kind', ''])
      await expect(receiveUpload(test.host, post(body, type)), body).rejects.toMatchObject({
        kind: 'invalid',
        code: 'error.badUpload',
      });
    await expect(receiveUpload(test.host, post('{}', { 'content-type': 'application/json' })))
      .rejects //
      .toMatchObject({ kind: 'invalid' });
    expect(await storedFiles()).toEqual(before);
  });
});
