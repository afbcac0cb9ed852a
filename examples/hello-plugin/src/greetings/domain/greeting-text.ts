import type { GreetingLanguage } from '../contract';

/** What is said to somebody when nobody has written anything. French puts a narrow no-break space before the mark. */
export function greetingText(language: GreetingLanguage, name: string): string {
  return language === 'fr' ? `Bonjour ${name}\u202f!` : `Hello ${name}!`;
}
