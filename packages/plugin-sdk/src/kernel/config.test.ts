import { describe, expect, it } from 'vitest';
import { deriveKey, readConfig } from './config';
import { createLogger } from './log';

const good = {
  DATABASE_URL: 'postgres://user:pass@localhost/socle',
  SOCLE_SECRET_KEY: 'x'.repeat(48),
};

describe('settings', () => {
  it('are complete with the two that must be given, and an empty one counts as not given', () => {
    const config = readConfig({ ...good, PORT: '', SOCLE_URL: '' });
    expect(config).toMatchObject({ port: 3000, host: '127.0.0.1', publicUrl: null, isDemo: true });
    expect(config.storage).toMatchObject({ kind: 'disk' });
  });

  it.each([
    ['DATABASE_URL', undefined],
    ['DATABASE_URL', 'mysql://localhost/socle'],
    ['SOCLE_DATABASE_APP_URL', 'localhost'],
    ['SOCLE_SECRET_KEY', undefined],
    ['SOCLE_SECRET_KEY', 'short'],
    ['SOCLE_URL', 'crm.example.com'],
    ['SOCLE_URL', 'crm.example.com:3000'],
    ['SOCLE_URL', 'ftp://crm.example.com'],
    ['SOCLE_DEMO', 'yes'],
    ['SOCLE_PROCESS', 'both'],
    ['SOCLE_LOG_LEVEL', 'loud'],
    ['SOCLE_STORAGE', 'tape'],
    ['SOCLE_S3_ENDPOINT', 'minio:9000'],
    ['SOCLE_MAX_UPLOAD_MB', '0'],
    ['SOCLE_TRUST_PROXY', 'true'],
    ['SOCLE_METRICS_TOKEN', 'short'],
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['NODE_ENV', 'staging'],
  ])('a bad %s (%s) stops the start and is named', (name, value) => {
    expect(() => readConfig({ ...good, [name]: value })).toThrow(new RegExp(`^${name} `, 'm'));
  });

  it('names every bad one at once, and never repeats a secret', () => {
    const read = () =>
      readConfig({ DATABASE_URL: 'oops:hunter2', SOCLE_SECRET_KEY: 'tiny', PORT: 'x' });
    expect(read).toThrow(/DATABASE_URL[\s\S]*SOCLE_SECRET_KEY[\s\S]*PORT/);
    expect(read).not.toThrow(/hunter2|tiny/);
  });

  it('asks for everything S3 needs', () => {
    const s3 = { ...good, SOCLE_STORAGE: 's3', SOCLE_S3_ENDPOINT: 'http://localhost:9000' };
    expect(() => readConfig(s3)).toThrow(/SOCLE_S3_BUCKET must be set/);
  });

  it('derives keys that differ by purpose and by secret', () => {
    const keys = [deriveKey('a', 'x'), deriveKey('a', 'y'), deriveKey('b', 'x')];
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(3);
  });
});

describe('logs', () => {
  const SECRET = 'hunter2-hunter2';
  const write = (entry: object): string => {
    let text = '';
    createLogger('debug', {
      write(line) {
        text += line;
      },
    }).info(entry, 'message');
    return text;
  };

  it.each<[string, object]>([
    ['a password', { password: SECRET }],
    ['a secret deeper down', { a: { b: { secretKey: SECRET } } }],
    [
      'a header',
      { headers: { authorization: `Bearer ${SECRET}`, cookie: SECRET, 'set-cookie': SECRET } },
    ],
    ['a key in a list', { users: [{ apiKey: SECRET, keyHash: SECRET }] }],
    ['a database address', { databaseUrl: `postgres://app:${SECRET}@localhost/x` }],
    [
      'an error that repeats the address',
      { err: new Error(`cannot reach postgres://app:${SECRET}@db/x`) },
    ],
    [
      'an error with a cause',
      { err: Object.assign(new Error('x'), { config: { password: SECRET } }) },
    ],
    ['the settings', { config: readConfig({ ...good, SOCLE_SECRET_KEY: SECRET.repeat(4) }) }],
  ])('do not carry %s', (_title, entry) => {
    const line = write(entry);
    expect(line).toContain('"message"');
    expect(line).not.toContain(SECRET);
  });

  it('keep what is no secret', () => {
    expect(write({ requestId: 'r1', record: { name: 'Zoé' } })).toMatch(/"requestId":"r1".*Zoé/);
  });
});
