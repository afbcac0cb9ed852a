import type { Host } from './host';

/** Delivered events are kept this long, for the log of what happened and for late readers. */
const EVENT_DAYS = 30;
const JOB_DAYS = 90;

/** Forgets what nobody needs any more. Runs every hour; safe to run twice at once. */
export async function housekeeping(host: Host): Promise<void> {
  const { systemQuery } = host.database;
  await systemQuery(
    `delete from socle_session where expires_at < now() or seen_at < now() - interval '14 days'`,
  );
  await systemQuery(`delete from socle_one_time_token where expires_at < now() - interval '1 day'`);
  await systemQuery(`delete from socle_throttle where last_at < now() - interval '1 day'`);
  await systemQuery(`delete from socle_idempotency where created_at < now() - interval '24 hours'`);
  await systemQuery(
    `delete from socle_event e where occurred_at < now() - make_interval(days => $1)
     and not exists (select 1 from socle_delivery d where d.workspace_id = e.workspace_id and d.event_id = e.id and d.status <> 'done')`,
    [EVENT_DAYS],
  );
  await systemQuery(`delete from socle_job where finished_at < now() - make_interval(days => $1)`, [
    JOB_DAYS,
  ]);
}
