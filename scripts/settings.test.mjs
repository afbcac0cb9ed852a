import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from './lib/env.mjs';
import { assertPortIsFree, freePort } from './lib/ports.mjs';
import { ensureSecretKey } from './lib/secret.mjs';

describe('the settings of the scripts', () => {
  it('have defaults', () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      process: 'all',
    });
    expect(path.basename(readSettings({}).dataDir)).toBe('.socle');
  });

  it('name every bad variable and repeat no secret', () => {
    const read = () =>
      readSettings({
        PORT: '80a',
        SOCLE_PROCESS: 'both',
        SOCLE_DEMO: 'yes',
        DATABASE_URL: 'mysql://me:hidden@host/db',
        SOCLE_SECRET_KEY: 'too-short',
      });
    expect(read).toThrow(
      /PORT .*\nSOCLE_PROCESS .*\nSOCLE_DEMO .*\nDATABASE_URL .*\nSOCLE_SECRET_KEY/,
    );
    expect(read).not.toThrow(/hidden|too-short/);
  });
});

describe('a taken port', () => {
  it('is named together with the way out', async () => {
    const server = net.createServer();
    await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = server.address();
    await expect(assertPortIsFree(port, '127.0.0.1')).rejects.toMatchObject({
      message: `Port ${port} is taken by another program.`,
      hint: expect.stringMatching(/PORT=\d+.*npm start/),
    });
    server.close();
  });

  it('is told from a free one and from an address that is not ours', async () => {
    await expect(assertPortIsFree(await freePort(), '127.0.0.1')).resolves.toBeUndefined();
    await expect(assertPortIsFree(await freePort(), '192.0.2.1')).rejects.toThrow(/Cannot listen/);
  });
});

describe('the secret key', () => {
  it('is made once, readable by its owner alone, and never replaced', () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'socle-key-'));
    const file = path.join(directory, 'secret.key');
    const key = ensureSecretKey(directory, null);
    expect(Buffer.from(key, 'base64url')).toHaveLength(32);
    expect(ensureSecretKey(directory, null)).toBe(key);
    expect(ensureSecretKey(directory, 'given by the environment')).toBe('given by the environment');
    if (process.platform !== 'win32') expect(fs.statSync(file).mode & 0o777).toBe(0o600);
    fs.writeFileSync(file, 'cut');
    expect(() => ensureSecretKey(directory, null)).toThrow(/damaged/);
    fs.rmSync(directory, { recursive: true });
  });
});
