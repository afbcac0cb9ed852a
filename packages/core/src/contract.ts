/** What other modules may know of core. */
export * from './contacts/contract';
export { contactRemoved } from './imports/contract';
export { isSiren, isSiret, parseVatNumber } from './imports/domain/company-numbers';
