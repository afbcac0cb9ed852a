/** What other modules may know of core. */
export * from './contacts/contract';
