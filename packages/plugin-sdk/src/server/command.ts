import type { Ctx, StoredBlob } from './ctx';
import type { JobProgress, JobView } from './job';

/** A member at work outside a request, with the member's own rights. */
export interface MemberSession {
  readonly locale: 'fr' | 'en';
  t(key: string, params?: Record<string, string | number | Date>): string;
  /** One transaction. */
  run<T>(work: (ctx: Ctx) => Promise<T>): Promise<T>;
  /** Stores content for a file; register it with `ctx.files.add`. */
  store(content: AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /** Content of a file of the workspace. Throws notFound. */
  read(fileId: string): Promise<AsyncIterable<Buffer>>;
  /** Runs a job here, or waits for the process that has it, and returns how it ended. */
  finishJob(jobId: string, onProgress?: (progress: JobProgress) => void): Promise<JobView>;
}

/** What a command was given, and where it writes. */
export interface CommandScope {
  positionals: string[];
  /** The value of `--name VALUE`, or undefined. */
  option(name: string): string | undefined;
  /** As `option`; missing is an error naming the option. */
  required(name: string): string;
  flag(name: string): boolean;
  /** An error about the command line itself, shown with the usage. */
  wrong(message: string): Error;
  /** Results, on stdout. */
  out(text: string): void;
  /** Messages, on stderr. */
  err(text: string): void;
  /** Works as a member, named by e-mail or id; in the first workspace unless one is named. */
  openMember(user: string, workspace?: string): Promise<MemberSession>;
}

/** A command a module adds to `socle`, e.g. `import contacts`. */
export interface ModuleCommand {
  /** Words after `socle`. */
  name: string;
  usage: string;
  summary: string;
  /** Names of options with a value, and of flags. */
  options?: readonly string[];
  flags?: readonly string[];
  /** How many words it takes after its name. */
  positionals?: number;
  run(scope: CommandScope): Promise<void>;
}
