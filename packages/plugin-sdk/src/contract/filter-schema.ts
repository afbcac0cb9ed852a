import { z } from 'zod';
import { CALENDAR_PERIODS, COUNTED_PERIODS, FILTER_OPERATORS, type Filter } from './filter';

const value = z.union([
  z.string().max(1000),
  z.number(),
  z.boolean(),
  z.null(),
  z.array(z.union([z.string().max(1000), z.number()])).max(500),
  z.strictObject({ relative: z.enum(CALENDAR_PERIODS) }),
  z.strictObject({
    relative: z.enum(COUNTED_PERIODS),
    count: z.number().int().min(1).max(3660),
  }),
]);

/** The shape of a filter as a client sends it; how deep and long it may be is checked when it is resolved. */
export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.union([
    z.strictObject({ and: z.array(filterSchema).max(50) }),
    z.strictObject({ or: z.array(filterSchema).max(50) }),
    z.strictObject({ not: filterSchema }),
    z.strictObject({
      field: z.string().max(200),
      op: z.enum(FILTER_OPERATORS),
      value: value.optional(),
    }),
  ]),
);
