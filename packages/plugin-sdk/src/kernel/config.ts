import { createHash, hkdfSync } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';

/**
 * The one place that reads the environment. Every other file receives a `Config`.
 * The table of settings in the README is checked against this schema by a test.
 */
const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(['0', '1']).transform((value) => value === '1');

export const ENVIRONMENT = {
  DATABASE_URL: z
    .string({ error: 'must be set' })
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://'),
  SOCLE_DATABASE_APP_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
    .optional(),
  SOCLE_SECRET_KEY: z
    .string({ error: 'must be set' })
    .min(32, 'must have at least 32 characters; generate one with `openssl rand -base64 48`'),
  SOCLE_SECRET_KEY_PREVIOUS: z.string().min(32, 'must have at least 32 characters').optional(),
  SOCLE_DATA_DIR: z.string().min(1).default('.socle'),
  SOCLE_URL: z
    .url({ protocol: /^https?$/, error: 'must be a full address such as https://crm.example.com' })
    .optional(),
  SOCLE_DEMO: flag.default(true),
  SOCLE_PROCESS: z.enum(['all', 'web', 'worker']).default('all'),
  SOCLE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SOCLE_STORAGE: z.enum(['disk', 's3']).default('disk'),
  SOCLE_S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: 'must be a full address such as https://s3.example.com' })
    .optional(),
  SOCLE_S3_BUCKET: z.string().min(1).optional(),
  SOCLE_S3_REGION: z.string().min(1).default('us-east-1'),
  SOCLE_S3_ACCESS_KEY_ID: z.string().min(1).optional(),
  SOCLE_S3_SECRET_ACCESS_KEY: z.string().min(1).optional(),
  SOCLE_MAX_UPLOAD_MB: z.coerce.number().int().min(1).max(2000).default(100),
  SOCLE_API_RATE_LIMIT: z.coerce.number().int().min(1).max(1_000_000).default(1200),
  SOCLE_TRUST_PROXY: flag.default(false),
  SOCLE_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .optional(),
  SOCLE_MAIL_FROM: z.string().min(3).default('Socle <socle@localhost>'),
  SOCLE_METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  PORT: port.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
} as const;

/** What S3-compatible storage needs. */
export interface S3Config {
  endpoint: string;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** The settings of one process, checked and typed. */
export interface Config {
  databaseUrl: string;
  /** Login of the application role; derived from `databaseUrl` and the secret unless given. */
  appDatabaseUrl: string | null;
  secretKey: string;
  /** The key before it, while stored secrets are re-sealed (`socle secrets rotate`). */
  previousSecretKey: string | null;
  dataDir: string;
  /** Address people use; decides secure cookies and links in mails. */
  publicUrl: string | null;
  isDemo: boolean;
  process: 'all' | 'web' | 'worker';
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  storage: { kind: 'disk'; root: string } | ({ kind: 's3' } & S3Config);
  maxUploadBytes: number;
  /** Requests a minute one user may make to the API. */
  apiRateLimit: number;
  trustProxy: boolean;
  /** Mail server for the product's own letters: invitations, ways back in. */
  smtpUrl: string | null;
  mailFrom: string;
  metricsToken: string | null;
  port: number;
  host: string;
  isDevelopment: boolean;
}

/** A setting that is missing or wrong; the message names the variable and what it must be. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads and checks the environment. Throws a ConfigError naming every bad variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = z.object(ENVIRONMENT).safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`).join('\n'),
    );
  }
  const value = parsed.data;
  const dataDir = path.resolve(value.SOCLE_DATA_DIR);
  return {
    databaseUrl: value.DATABASE_URL,
    appDatabaseUrl: value.SOCLE_DATABASE_APP_URL ?? null,
    secretKey: value.SOCLE_SECRET_KEY,
    previousSecretKey: value.SOCLE_SECRET_KEY_PREVIOUS ?? null,
    dataDir,
    publicUrl: value.SOCLE_URL?.replace(/\/$/, '') ?? null,
    isDemo: value.SOCLE_DEMO,
    process: value.SOCLE_PROCESS,
    logLevel: value.SOCLE_LOG_LEVEL,
    storage:
      value.SOCLE_STORAGE === 's3'
        ? readS3(value)
        : { kind: 'disk', root: path.join(dataDir, 'files') },
    maxUploadBytes: value.SOCLE_MAX_UPLOAD_MB * 1024 * 1024,
    apiRateLimit: value.SOCLE_API_RATE_LIMIT,
    trustProxy: value.SOCLE_TRUST_PROXY,
    smtpUrl: value.SOCLE_SMTP_URL ?? null,
    mailFrom: value.SOCLE_MAIL_FROM,
    metricsToken: value.SOCLE_METRICS_TOKEN ?? null,
    port: value.PORT,
    host: value.HOST,
    isDevelopment: value.NODE_ENV === 'development',
  };
}

type Environment = z.output<z.ZodObject<typeof ENVIRONMENT>>;

function readS3(value: Environment): { kind: 's3' } & S3Config {
  const required = (name: keyof Environment): string => {
    const text = value[name];
    if (typeof text !== 'string')
      throw new ConfigError(`${name} must be set when SOCLE_STORAGE is s3`);
    return text;
  };
  return {
    kind: 's3',
    endpoint: required('SOCLE_S3_ENDPOINT').replace(/\/$/, ''),
    bucket: required('SOCLE_S3_BUCKET'),
    region: value.SOCLE_S3_REGION,
    accessKeyId: required('SOCLE_S3_ACCESS_KEY_ID'),
    secretAccessKey: required('SOCLE_S3_SECRET_ACCESS_KEY'),
  };
}

/** A key for one purpose, derived from the secret (HKDF-SHA256), so that no two uses share a key. */
export function deriveKey(secretKey: string, purpose: string, bytes = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, 'socle', purpose, bytes));
}

/** SHA-256 in hex: how tokens and keys are stored. */
export const sha256 = (text: string | Buffer): string =>
  createHash('sha256').update(text).digest('hex');
