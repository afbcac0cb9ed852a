import { addDays, localDateIn } from '@socle/plugin-sdk/primitives';
import { type Ctx, defineJob } from '@socle/plugin-sdk/server';
import { manifest } from '../../manifest';
import { archiveGreeting } from './use-cases/change-greeting';

const AT_ONCE = 100;

/** Archives greetings that are older than the setting says, some at a time. */
export const tidyGreetings = defineJob<object, { archived: number }>({
  id: 'hello.greeting.tidy',
  label: 'hello.job.tidy',
  maxAttempts: 5,
  async run(job) {
    let archived = job.state?.archived ?? 0;
    for (;;) {
      const count = await job.step(async (ctx, save) => {
        const old = await oldGreetings(ctx);
        for (const id of old) await archiveGreeting(ctx, id);
        save({ archived: archived + old.length }, { done: archived + old.length, total: null });
        return old.length;
      });
      archived += count;
      if (count < AT_ONCE) return { archived };
    }
  },
});

async function oldGreetings(ctx: Ctx): Promise<string[]> {
  const { keepsDays } = await ctx.settings(manifest);
  const oldest = addDays(localDateIn(ctx.now(), ctx.timeZone), -keepsDays);
  const rows = await ctx.query<{ id: string }>(
    `select id from hello_greeting where workspace_id = $1 and archived_at is null and sent_on < $2
     order by sent_on, id limit ${AT_ONCE}`,
    [ctx.workspace.id, oldest],
  );
  return rows.map((row) => row.id);
}
