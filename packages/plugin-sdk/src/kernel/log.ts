import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** Names whose values never reach the log, wherever they stand in a logged object. */
const SECRET_NAMES = [
  'password',
  'secret',
  'token',
  'cookie',
  'authorization',
  'apiKey',
  'key',
  'hash',
];

/** Structured logs on stdout, one JSON object a line, secrets removed. */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*["${name}"]`]),
      censor: '[removed]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
