import { AppError } from '@socle/plugin-sdk/primitives';
import type { Ctx } from '@socle/plugin-sdk/server';
import type { z } from 'zod';
import { Greeting } from '../entities';
import type { greetingPatch } from './send-greeting';

/** Changes what was said. With `version`, refuses when someone else was faster (stale). */
export async function changeGreeting(
  ctx: Ctx,
  id: string,
  patch: z.output<typeof greetingPatch>,
  version: number | null,
): Promise<void> {
  ctx.require('hello.greeting.send');
  const greeting = await ctx.repo(Greeting).lock({ id });
  if (version !== null && greeting.version !== version) throw new AppError('stale', 'error.stale');
  if (greeting.text !== patch.text) await ctx.repo(Greeting).update(greeting, patch);
}

/** Puts a greeting away. */
export async function archiveGreeting(ctx: Ctx, id: string): Promise<void> {
  ctx.require('hello.greeting.send');
  const greeting = await ctx.repo(Greeting).lock({ id });
  if (!greeting.archivedAt) await ctx.repo(Greeting).update(greeting, { archivedAt: ctx.now() });
}

/** Takes a greeting out of the archive. */
export async function restoreGreeting(ctx: Ctx, id: string): Promise<void> {
  ctx.require('hello.greeting.send');
  const greeting = await ctx.repo(Greeting).lock({ id });
  if (greeting.archivedAt) await ctx.repo(Greeting).update(greeting, { archivedAt: null });
}
