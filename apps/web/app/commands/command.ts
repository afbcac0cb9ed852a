import { parseArgs } from 'node:util';
import type { CommandScope, ModuleCommand } from '@socle/plugin-sdk/server';

/** Where a command writes: results to `out`, messages to `err`. */
export type Io = Pick<CommandScope, 'out' | 'err'>;

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

/** What a command was given. */
export interface CommandInput extends Omit<CommandScope, 'out' | 'err' | 'openMember'> {
  wrong(message: string): CommandError;
}

export interface CommandRun extends CommandInput {
  env: Record<string, string | undefined>;
  io: Io;
}

/** A command of the host itself: it works with the installation, not as a member. */
export interface Command extends Omit<ModuleCommand, 'run'> {
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
