/** What other modules may know of ticketing. */
export * from './tickets/contract';
