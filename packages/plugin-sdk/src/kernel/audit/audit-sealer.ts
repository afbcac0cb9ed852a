import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionError } from '../database';
import type { Host } from '../host';
import { sealAudit, workspacesToSeal } from './seal-audit';

const IDLE_MS = 2000;
// A chain that cannot be gone on with is somebody's to look at, not to be tried every two seconds.
const BROKEN_MS = 60_000;

/** Seals the audit trails until stopped. Any number of processes may run one. */
export class AuditSealer {
  readonly #host: Host;
  readonly #stopping = new AbortController();
  readonly #brokenUntil = new Map<string, number>();
  #running: Promise<void> | null = null;

  constructor(host: Host) {
    this.#host = host;
  }

  start(): void {
    this.#running ??= this.#loop();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #loop(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#turn().catch((error: unknown) => {
        if (!isConnectionError(error))
          this.#host.log.error({ err: error }, 'the audit trail was not sealed');
      });
      await sleep(IDLE_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #turn(): Promise<void> {
    for (const workspaceId of await workspacesToSeal(this.#host)) {
      if (this.#stopping.signal.aborted) return;
      if ((this.#brokenUntil.get(workspaceId) ?? 0) > performance.now()) continue;
      try {
        await sealAudit(this.#host, workspaceId);
      } catch (error) {
        if (isConnectionError(error)) throw error;
        this.#brokenUntil.set(workspaceId, performance.now() + BROKEN_MS);
        this.#host.log.error({ err: error, workspaceId }, 'an audit trail cannot be sealed');
      }
    }
  }
}
