import { parseArgs } from 'node:util';

/** Where a command writes: results to `out`, messages to `err`. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** A command that cannot be carried out as given. */
export class CommandError extends Error {
  override name = 'CommandError';
  /** The command line itself was wrong. */
  readonly isUsage: boolean;

  constructor(message: string, isUsage = false) {
    super(message);
    this.isUsage = isUsage;
  }
}

export interface CommandInput {
  positionals: string[];
  /** The value of `--name VALUE`, or undefined. */
  option(name: string): string | undefined;
  /** As `option`; missing is an error naming the option. */
  required(name: string): string;
  flag(name: string): boolean;
  /** An error about the command line itself, with the usage. */
  wrong(message: string): CommandError;
}

export interface CommandRun extends CommandInput {
  env: Record<string, string | undefined>;
  io: Io;
}

export interface Command {
  /** Words after `socle`. */
  name: string;
  usage: string;
  summary: string;
  /** Names of options with a value, and of flags. */
  options?: readonly string[];
  flags?: readonly string[];
  /** How many words it takes after its name. */
  positionals?: number;
  run(input: CommandRun): Promise<void>;
}

/** Reads the words after a command's name. Throws a CommandError that shows the usage. */
export function parseCommand(command: Command, argv: readonly string[]): CommandInput {
  const wrong = (message: string): CommandError =>
    new CommandError(`${message}\nUsage: socle ${command.name} ${command.usage}`, true);
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: Object.fromEntries([
        ...(command.options ?? []).map((name) => [name, { type: 'string' as const }]),
        ...(command.flags ?? []).map((name) => [name, { type: 'boolean' as const }]),
      ]) as Record<string, { type: 'string' | 'boolean' }>,
    });
    if (positionals.length !== (command.positionals ?? 0))
      throw wrong(`Expected ${command.positionals ?? 0} word(s) after "${command.name}".`);
    const option = (name: string): string | undefined =>
      typeof values[name] === 'string' ? values[name] : undefined;
    return {
      positionals,
      option,
      required(name) {
        const value = option(name);
        if (value === undefined || value === '') throw wrong(`--${name} is missing.`);
        return value;
      },
      flag: (name) => values[name] === true,
      wrong,
    };
  } catch (error) {
    throw error instanceof CommandError
      ? error
      : wrong(error instanceof Error ? error.message : String(error));
  }
}
