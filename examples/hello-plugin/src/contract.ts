/** What other plugins may know of this one. */
export * from './greetings/contract';
