export * from './access';
export * from './custom-field';
export * from './event';
export * from './field';
export * from './filter';
export * from './filter-describe';
export * from './filter-match';
export {
  type FilterCustomField,
  type FilterField,
  type FilterFields,
  type FilterHop,
  type FilterKind,
  findFilterField,
  operatorsOf,
} from './filter-read';
export { type FilterMoment, resolveFilter } from './filter-resolve';
export * from './guard';
export * from './link';
export * from './list';
export * from './manifest';
export * from './permission';
export * from './port';
export * from './record';
export * from './setting';
export * from './slot';
