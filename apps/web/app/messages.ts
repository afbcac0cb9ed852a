type Language = 'fr' | 'en';
type Catalogue = Record<string, string>;

const loaded = new Map<Language, Catalogue>();

/** Keeps the messages of a language; the server does so for both at its start. */
export function keepMessages(language: Language, messages: Catalogue): void {
  loaded.set(language, messages);
}

/** Messages of a language, if this process has them. */
export const messagesOf = (language: Language): Catalogue | null => loaded.get(language) ?? null;

/** Fetches the messages of one language, once: a page loads its own and never both. */
export async function loadMessages(language: Language): Promise<void> {
  if (loaded.has(language)) return;
  const catalogue =
    language === 'fr'
      ? await import('virtual:socle/messages/fr')
      : await import('virtual:socle/messages/en');
  loaded.set(language, catalogue.default);
}
