import { IntlMessageFormat } from 'intl-messageformat';
import type { Messages } from '../contract';
import { kernelMessages } from './kernel-messages';
import type { Registry } from './registry';

export type Locale = 'fr' | 'en';

/** All messages of an installation, with their parsed forms kept. */
export interface Catalog {
  messages: Record<Locale, Messages>;
  t(
    locale: Locale,
    key: string,
    params?: Record<string, string | number | Date>,
    timeZone?: string,
  ): string;
}

/** Gathers the messages of the kernel, the design system and every module. */
export function createCatalog(
  registry: Registry,
  extra: readonly Record<Locale, Messages>[],
): Catalog {
  const sources = [kernelMessages, ...extra, ...registry.modules.map((m) => m.manifest.messages)];
  const messages: Record<Locale, Messages> = {
    en: Object.assign({}, ...sources.map((source) => source.en)) as Messages,
    fr: Object.assign({}, ...sources.map((source) => source.fr)) as Messages,
  };
  const parsed = new Map<string, IntlMessageFormat>();
  return {
    messages,
    t(locale, key, params, timeZone) {
      const text = messages[locale][key];
      if (text === undefined) return key;
      if (!text.includes('{') && !text.includes("'")) return text;
      const id = `${locale} ${timeZone ?? ''} ${key}`;
      let format = parsed.get(id);
      if (!format) {
        format = new IntlMessageFormat(text, locale, timeZone ? zoned(timeZone) : undefined, {
          ignoreTag: true,
        });
        parsed.set(id, format);
      }
      return String(format.format(params));
    },
  };
}

// Laid over the library's own styles of these names, which say what is shown.
function zoned(timeZone: string) {
  const zone = { timeZone };
  const styles = { short: zone, medium: zone, long: zone, full: zone };
  return { date: styles, time: styles };
}
