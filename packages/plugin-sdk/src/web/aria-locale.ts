/** React Aria's own words ("Dismiss", drag hints) exist per region. */
export function ariaLocale(locale: 'fr' | 'en'): string {
  return locale === 'fr' ? 'fr-FR' : 'en-US';
}
