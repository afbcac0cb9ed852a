import { ConfigError } from '@socle/plugin-sdk/kernel';
import { AppError } from '@socle/plugin-sdk/primitives';
import { CommandError, type Io, parseCommand } from './commands/command';
import { commands } from './commands/index.server';
import { say } from './commands/installation.server';

/**
 * Runs one `socle` command; returns the exit code. Results go to `out`, everything else to `err`.
 * Exit codes: 0 done, 1 refused or failed, 2 not understood.
 */
export async function runCommand(
  argv: readonly string[],
  env: Record<string, string | undefined>,
  io: Io,
): Promise<number> {
  const found = commands
    .filter((command) => command.name.split(' ').every((word, i) => argv[i] === word))
    .sort((a, b) => b.name.length - a.name.length)[0];
  const isHelp = argv.includes('--help') || argv.includes('-h');
  if (!found) {
    (isHelp || argv.length === 0 ? io.out : io.err)(
      overview(argv.length === 0 || isHelp ? null : argv.join(' ')),
    );
    return isHelp || argv.length === 0 ? 0 : 2;
  }
  if (isHelp) {
    io.out(`socle ${found.name} ${found.usage}\n\n${found.summary}`);
    return 0;
  }
  try {
    const input = parseCommand(found, argv.slice(found.name.split(' ').length));
    await found.run({ ...input, env, io });
    return 0;
  } catch (error) {
    io.err(explain(error));
    return error instanceof CommandError && error.isUsage ? 2 : 1;
  }
}

function overview(unknown: string | null): string {
  const lines = commands.map(
    (command) => `  socle ${`${command.name} ${command.usage}`.trim()}\n      ${command.summary}`,
  );
  return `${unknown ? `Unknown command: ${unknown}\n\n` : ''}Commands:\n\n${lines.join('\n')}\n`;
}

function explain(error: unknown): string {
  if (error instanceof AppError) {
    const fields = error.fields.map(
      ({ field, code, params }) => `  ${field}: ${say(code, params ?? {})}`,
    );
    return [`Refused: ${say(error.code, error.params)}`, ...fields].join('\n');
  }
  if (error instanceof CommandError || error instanceof ConfigError) return error.message;
  return error instanceof Error ? error.message : String(error);
}
