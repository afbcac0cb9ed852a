/** What other modules may know of projects. */
export * from './projects/contract';
