import { describe, expect, it } from 'vitest';
import { goEntries, goLetters } from './go-entries';

describe('R-01 the letters after G', () => {
  it('are the initials, without accents', () => {
    expect(goLetters(['Contacts', 'Équipes', 'Tickets'])).toEqual(['c', 'e', 't']);
  });

  it('are never the same twice, and an initial goes before a letter inside', () => {
    const letters = goLetters(['Accueil', 'Affaires', 'Contacts', 'Comptes', 'Factures']);
    expect(letters).toEqual(['a', 'i', 'c', 'o', 'f']);
  });

  it('leave G alone, which begins them', () => {
    expect(goLetters(['Gestion', 'Gg'])).toEqual(['e', 'a']);
  });

  it('run out without harm', () => {
    const letters = goLetters(Array.from({ length: 30 }, (_, index) => `Page ${index}`));
    expect(letters.filter(Boolean)).toHaveLength(25);
    expect(new Set(letters.filter(Boolean)).size).toBe(25);
  });

  it('stand beside home, the modules’ pages and the settings', () => {
    const navigation = [{ label: 'core.contact.many', icon: 'users', to: '/contacts' }];
    const words: Record<string, string> = {
      'shell.nav.home': 'Accueil',
      'core.contact.many': 'Contacts',
      'shell.nav.settings': 'Réglages',
    };
    expect(goEntries({ navigation }, (key) => words[key] ?? key)).toEqual([
      { to: '/', label: 'Accueil', icon: 'home', letter: 'a' },
      { to: '/contacts', label: 'Contacts', icon: 'users', letter: 'c' },
      { to: '/settings', label: 'Réglages', icon: 'settings', letter: 'r' },
    ]);
  });
});
