import type { MetaFunction } from '@remix-run/react';
import { pageTitle } from '@socle/plugin-sdk/web';
import { messagesOf } from '../messages';

/** The title of a page: the message of a key, and the product's name. */
export const titled =
  (key: string): MetaFunction =>
  ({ matches }) => [{ title: pageTitle(translate(matches, key)) }];

type Matches = Parameters<MetaFunction>[0]['matches'];

/** A message without parameters in the language of the page: titles are made where hooks cannot be called. */
export function translate(matches: Matches, key: string): string | undefined {
  const root = matches.find((match) => match?.id === 'root')?.data;
  const isEnglish = !isLocalised(root) || root.locale !== 'fr';
  return messagesOf(isEnglish ? 'en' : 'fr')?.[key];
}

const isLocalised = (data: unknown): data is { locale: string } =>
  typeof data === 'object' && data !== null && 'locale' in data;
