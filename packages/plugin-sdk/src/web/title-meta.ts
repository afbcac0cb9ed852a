import type { useLoaderData } from '@remix-run/react';

const PRODUCT = 'Socle';

/** `Contacts – Socle`: the title of a page, or the product's name alone where there is none. */
export const pageTitle = (title: string | undefined): string =>
  title ? `${title} – ${PRODUCT}` : PRODUCT;

type DataOf<Loader> = ReturnType<typeof useLoaderData<Loader>>;

/**
 * A route's `meta`, made of what its loader answered:
 * `export const meta = titleMeta<typeof loader>(({ deal }) => deal.name)`.
 */
export const titleMeta =
  <Loader>(title: (data: DataOf<Loader>) => string) =>
  ({ data }: { data?: DataOf<Loader> }) => [{ title: pageTitle(data ? title(data) : undefined) }];
