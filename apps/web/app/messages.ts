type Locale = 'fr' | 'en';
type Catalogue = Record<string, string>;

const loaded = new Map<Locale, Catalogue>();

/** Keeps the messages of a language: all of them on the server, the one of the page in the browser. */
export function setClientMessages(locale: Locale, messages: Catalogue): void {
  loaded.set(locale, messages);
}

/** Messages of a language, if this process has them. */
export const messagesOf = (locale: Locale): Catalogue | null => loaded.get(locale) ?? null;
