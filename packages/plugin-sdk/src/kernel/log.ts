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

// Strings under a telling name at any depth, errors included, and passwords inside addresses.
const SECRET_TEXT =
  /"([\w-]*(?:password|secret|token|cookie|authorization|api_?key|hash)[\w-]*|key)":"(?:[^"\\]|\\.)+"/gi;
const SECRET_IN_ADDRESS = /(\w+:\/\/[^\s:@/"\\]*:)[^\s@"\\]+@/g;

const withoutSecrets = (line: string): string =>
  line.replace(SECRET_TEXT, '"$1":"[removed]"').replace(SECRET_IN_ADDRESS, '$1[removed]@');

/** Structured logs on stdout, one JSON object a line, secrets removed. */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { streamWrite: withoutSecrets },
    redact: {
      paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*["${name}"]`]),
      censor: '[removed]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
