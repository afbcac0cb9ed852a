/** What other modules may know of sales. */
export * from './deals/contract';
