import { collectDefaultMetrics, Gauge, Histogram, Registry as PromRegistry } from 'prom-client';
import type { Host } from './host';

/** What the installation measures of itself, in the Prometheus text format. No workspace appears in it. */
export interface Metrics {
  requestSeconds: Histogram<'route' | 'method' | 'status'>;
  render(): Promise<{ contentType: string; body: string }>;
}

export function createMetrics(hostOf: () => Host): Metrics {
  const register = new PromRegistry();
  collectDefaultMetrics({ register, prefix: 'socle_' });
  const requestSeconds = new Histogram({
    name: 'socle_http_request_seconds',
    help: 'Time to answer a request, by route.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [register],
  });
  const gauge = (name: string, help: string, read: () => number | Promise<number>): void => {
    new Gauge({
      name,
      help,
      registers: [register],
      async collect() {
        // Without the database the rest is still worth reading, then most of all.
        this.set(await Promise.resolve(read()).catch(() => Number.NaN));
      },
    });
  };
  const ageOf = async (sql: string): Promise<number> => {
    const [row] = await hostOf().database.systemQuery<{ age: string | null }>(sql);
    return Math.max(0, Number(row?.age ?? 0));
  };
  gauge('socle_job_queue_lag_seconds', 'Age of the oldest job that is due and waits.', () =>
    ageOf(
      `select extract(epoch from now() - min(run_at)) as age from socle_job where status = 'queued' and run_at <= now()`,
    ),
  );
  gauge('socle_outbox_lag_seconds', 'Age of the oldest event that is due and not delivered.', () =>
    ageOf(
      `select extract(epoch from now() - min(next_attempt_at)) as age from socle_delivery where status = 'pending' and next_attempt_at <= now()`,
    ),
  );
  gauge('socle_dead_deliveries', 'Deliveries that were given up.', () =>
    ageOf(`select count(*) as age from socle_delivery where status = 'dead'`),
  );
  gauge('socle_failed_jobs', 'Jobs that have failed for good.', () =>
    ageOf(`select count(*) as age from socle_job where status = 'failed'`),
  );
  for (const [name, pool] of [
    ['app', () => hostOf().database.appPool],
    ['system', () => hostOf().database.system],
  ] as const) {
    gauge(`socle_pool_${name}_connections`, `Open ${name} connections.`, () => pool().totalCount);
    gauge(`socle_pool_${name}_idle`, `Idle ${name} connections.`, () => pool().idleCount);
    gauge(
      `socle_pool_${name}_waiting`,
      `Callers waiting for a ${name} connection.`,
      () => pool().waitingCount,
    );
  }
  gauge(
    'socle_live_streams',
    'Open pages that listen for changes.',
    () => hostOf().realtime.openStreams,
  );
  return {
    requestSeconds,
    render: async () => ({ contentType: register.contentType, body: await register.metrics() }),
  };
}
