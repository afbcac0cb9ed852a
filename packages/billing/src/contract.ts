/** What other modules may know of billing. */
export * from './profiles/contract';
