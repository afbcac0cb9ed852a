import { IntlMessageFormat } from 'intl-messageformat';
import { createContext, type ReactNode, useContext, useMemo } from 'react';

export type MessageParams = Record<string, string | number | Date>;

interface I18n {
  locale: 'fr' | 'en';
  timeZone: string;
  /** Time of the request in ms: the server and the browser agree on what "now" is while hydrating. */
  now: number;
  t(key: string, params?: MessageParams): string;
}

const I18nContext = createContext<I18n>({ locale: 'en', timeZone: 'UTC', now: 0, t: (key) => key });

export interface I18nProviderProps {
  locale: 'fr' | 'en';
  timeZone: string;
  now: number;
  messages: Record<string, string>;
  children: ReactNode;
}

/** Gives every component below it the language, the zone and the time. */
export function I18nProvider({ locale, timeZone, now, messages, children }: I18nProviderProps) {
  const value = useMemo<I18n>(() => {
    const parsed = new Map<string, IntlMessageFormat>();
    return {
      locale,
      timeZone,
      now,
      t(key, params) {
        const text = messages[key];
        if (text === undefined) return key;
        if (!text.includes('{') && !text.includes("'")) return text;
        let format = parsed.get(key);
        if (!format) {
          format = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
          parsed.set(key, format);
        }
        return String(format.format(params));
      },
    };
  }, [locale, timeZone, now, messages]);
  return <I18nContext.Provider value={value}>{children}</I18nContext.Provider>;
}

/** Says a message in the user's language. A missing key shows itself, and fails the tests. */
export const useT = (): I18n['t'] => useContext(I18nContext).t;

/** The user's language and zone, and the time of the request. */
export const useLocale = (): Omit<I18n, 't'> => useContext(I18nContext);
