import { accessMessagesEn } from './messages-access-en';
import { accessMessagesFr } from './messages-access-fr';

/** The words of the pages about people and rights, and of the settings around them. */
export const accessMessages = { en: accessMessagesEn, fr: accessMessagesFr };
