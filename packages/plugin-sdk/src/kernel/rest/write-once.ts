import type { Ctx } from '../../server/ctx';
import { sha256 } from '../config';
import type { Call, Run } from './call';
import type { Answer } from './http';
import { badParameter } from './list-query';

/** One write, remembered under its Idempotency-Key in the same transaction: a repeat gets the same answer. */
export async function writeOnce(
  run: Run,
  call: Call,
  work: (ctx: Ctx) => Promise<Answer>,
): Promise<Answer> {
  const key = call.request.headers['idempotency-key'];
  if (typeof key !== 'string') return run(true, work);
  if (key.length > 200)
    throw badParameter('Idempotency-Key', 'error.tooBig.string', { maximum: 200 });
  const hash = sha256(`${call.method} ${call.url.pathname} ${call.rawBody}`);
  return run(true, async (ctx) => {
    const identity = [ctx.workspace.id, call.caller.session.userId, key];
    // A second request with this key waits here until the first has ended.
    const [mine] = await ctx.query(
      `insert into socle_idempotency (workspace_id, user_id, key, request_hash, status, body) values ($1, $2, $3, $4, 0, '')
       on conflict do nothing returning key`,
      [...identity, hash],
    );
    if (!mine) {
      const [kept] = await ctx.query<{ request_hash: string; status: number; body: string }>(
        'select request_hash, status, body from socle_idempotency where workspace_id = $1 and user_id = $2 and key = $3',
        identity,
      );
      if (!kept || kept.request_hash !== hash)
        throw badParameter('Idempotency-Key', 'error.idempotencyReused');
      const body = kept.body === '' ? undefined : (JSON.parse(kept.body) as { id?: string });
      const location = `${call.url.pathname.replace(/\/$/, '')}/${body?.id}`;
      return {
        status: kept.status,
        body,
        headers: {
          'idempotency-replayed': 'true',
          ...(kept.status === 201 ? { location } : {}),
        },
      };
    }
    const answer = await work(ctx);
    await ctx.query(
      'update socle_idempotency set status = $4, body = $5 where workspace_id = $1 and user_id = $2 and key = $3',
      [...identity, answer.status, answer.body === undefined ? '' : JSON.stringify(answer.body)],
    );
    return answer;
  });
}
