import { paletteMatches, recordsAt } from '../shell/command-palette.server';
import { hostLoader } from '../shell/host-page.server';

const LONGEST_QUERY = 200;
const MOST_RECENT = 8;

/**
 * What the command palette shows of records: `?q=lef` those that answer, best first, and
 * `?recent=/contacts/…` (repeated) those opened before, as far as they may still be seen.
 */
export const loader = hostLoader({}, async ({ host, url, read }) => {
  const q = url.searchParams.get('q')?.trim().slice(0, LONGEST_QUERY) ?? '';
  const paths = [...new Set(url.searchParams.getAll('recent'))].slice(0, MOST_RECENT);
  const answer = await read(async (ctx) => ({
    groups: await paletteMatches(host, ctx, q),
    recent: await recordsAt(host, ctx, paths),
  }));
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
});
