import type { MetaFunction } from '@remix-run/react';
import { messagesOf } from '../messages';

const PRODUCT = 'Socle';

/** The title of a page: the message of a key, and the product's name. */
export const titled =
  (key: string): MetaFunction =>
  ({ matches }) => [{ title: pageTitle(translate(matches, key)) }];

/** `Contacts – Socle` */
export const pageTitle = (title: string | undefined): string =>
  title ? `${title} – ${PRODUCT}` : PRODUCT;

type Matches = Parameters<MetaFunction>[0]['matches'];

/** A message without parameters in the language of the page: titles are made where hooks cannot be called. */
export function translate(matches: Matches, key: string): string | undefined {
  const root = matches.find((match) => match?.id === 'root')?.data;
  const isEnglish = !isLocalised(root) || root.locale !== 'fr';
  return messagesOf(isEnglish ? 'en' : 'fr')?.[key];
}

const isLocalised = (data: unknown): data is { locale: string } =>
  typeof data === 'object' && data !== null && 'locale' in data;
