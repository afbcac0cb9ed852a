import { en } from './messages-en';
import { fr } from './messages-fr';

/** Messages of the import screens. */
export const importScreenMessages = { en, fr } as const;
