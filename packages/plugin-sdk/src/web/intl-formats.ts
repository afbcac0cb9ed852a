const kept = new Map<string, unknown>();

// Making a format costs far more than using it, and a list uses the same few in every row.
function keep<F>(id: string, make: () => F): F {
  const existing = kept.get(id);
  if (existing) return existing as F;
  const format = make();
  kept.set(id, format);
  return format;
}

/** A date format, made once per language, zone and shape. */
export const dateFormat = (
  locale: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat =>
  keep(`date ${locale} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(locale, options));

/** A number format, made once per language and shape. */
export const numberFormat = (
  locale: string,
  options: Intl.NumberFormatOptions = {},
): Intl.NumberFormat =>
  keep(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));

/** A format of distances in time, made once per language and shape. */
export const relativeFormat = (
  locale: string,
  options: Intl.RelativeTimeFormatOptions,
): Intl.RelativeTimeFormat =>
  keep(
    `relative ${locale} ${JSON.stringify(options)}`,
    () => new Intl.RelativeTimeFormat(locale, options),
  );
