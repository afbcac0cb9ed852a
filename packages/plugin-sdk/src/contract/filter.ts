/** Comparisons a filter may use. */
export const FILTER_OPERATORS = [
  'eq',
  'ne',
  'in',
  'contains',
  'startsWith',
  'gt',
  'gte',
  'lt',
  'lte',
  'has',
  'empty',
  'notEmpty',
] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];

/** Days around today that a date or an instant can be compared with; weeks start on Monday. */
export const CALENDAR_PERIODS = [
  'today',
  'thisWeek',
  'thisMonth',
  'thisQuarter',
  'thisYear',
] as const;

/** As many days back or ahead, today included. */
export const COUNTED_PERIODS = ['lastDays', 'nextDays'] as const;

/** A date that moves with the calendar, so that a saved view stays true. */
export type RelativeDate =
  | { relative: (typeof CALENDAR_PERIODS)[number] }
  | { relative: (typeof COUNTED_PERIODS)[number]; count: number };

/** Stands for whoever asks, as the value of a `user` field. */
export const ME = 'me';

export type FilterValue = string | number | boolean | null | (string | number)[] | RelativeDate;

/** One field compared with a value. */
export interface FilterComparison {
  /** API name, `customFields.key`, or the same of a related record: `contactId.name`, over two references at most. */
  field: string;
  op: FilterOperator;
  value?: FilterValue;
}

/** The filter of a view as data: comparisons of fields, joined by and/or/not. */
export type Filter = { and: Filter[] } | { or: Filter[] } | { not: Filter } | FilterComparison;
