import { normalizeText } from '@socle/plugin-sdk/primitives';

/** A page of the navigation, with the letter that goes there after G. */
export interface GoEntry {
  to: string;
  label: string;
  /** Name of an icon a manifest may use. */
  icon: string;
  /** Lower case; missing when every letter is taken. */
  letter?: string;
}

interface Navigation {
  navigation: readonly { label: string; icon: string; to: string }[];
}

/** The pages of the navigation in the user's words. */
export function goEntries(frame: Navigation, t: (key: string) => string): GoEntry[] {
  const entries = [
    { to: '/', label: t('shell.nav.home'), icon: 'home' },
    ...frame.navigation.map(({ to, label, icon }) => ({ to, label: t(label), icon })),
    { to: '/settings', label: t('shell.nav.settings'), icon: 'settings' },
  ];
  const letters = goLetters(entries.map(({ label }) => label));
  return entries.map((entry, index) => {
    const letter = letters[index];
    return letter ? { ...entry, letter } : entry;
  });
}

// G itself begins the chord.
const ALPHABET = [...'abcdefhijklmnopqrstuvwxyz'];

/** One letter for each name, none twice: its initial if it is free, else another letter of it, else any. */
export function goLetters(labels: readonly string[]): (string | undefined)[] {
  const given: (string | undefined)[] = labels.map(() => undefined);
  const give = (choices: (label: string) => readonly string[]) => {
    for (const [index, label] of labels.entries()) {
      given[index] ??= choices(label).find(
        (letter) => ALPHABET.includes(letter) && !given.includes(letter),
      );
    }
  };
  give((label) => [...normalizeText(label)].slice(0, 1));
  give((label) => [...normalizeText(label)]);
  give(() => ALPHABET);
  return given;
}
