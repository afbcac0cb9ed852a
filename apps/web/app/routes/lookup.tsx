import { notFound } from '@socle/plugin-sdk/primitives';
import type { ComboboxItem } from '@socle/plugin-sdk/web';
import { filterOf, findRecords } from '../shell/found-records.server';
import { hostLoader } from '../shell/host-page.server';

const CHOICES = 12;

/**
 * The choices of a `Combobox`: `/lookup?type=core.contact&q=lef`. Further parameters narrow by fields
 * that may be filtered on, e.g. `&kind=company`.
 */
export const loader = hostLoader({}, async ({ host, url, read }) => {
  const record = host.registry.records.get(url.searchParams.get('type') ?? '');
  if (!record) throw notFound();
  const q = url.searchParams.get('q')?.trim();
  const filter = filterOf(record, url.searchParams);
  const found = await read((ctx) =>
    findRecords(ctx, record, {
      limit: CHOICES,
      ...(q ? { q } : {}),
      ...(filter ? { filter } : {}),
    }),
  );
  const items: ComboboxItem[] = found.map(({ id, title, subtitle }) => ({
    id,
    title,
    ...(subtitle ? { subtitle } : {}),
  }));
  return Response.json({ items });
});
