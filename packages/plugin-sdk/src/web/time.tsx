import { useLocale, useT } from './i18n';
import { relativeFormat } from './intl-formats';
import { formatDate, formatExact, relativeParts } from './time-format';

export interface TimeProps {
  at: Date | string | number;
  /** `relative` falls back to the date after a week; `date` and `exact` are absolute. */
  mode?: 'relative' | 'date' | 'exact';
}

/**
 * An instant in the reader's language and time zone, the exact one on hover. "Now" is the time of
 * the request, so the server and the browser write the same words.
 */
export function Time({ at, mode = 'relative' }: TimeProps) {
  const { locale, timeZone, now } = useLocale();
  const t = useT();
  const instant = new Date(at);
  const exact = formatExact(instant, locale, timeZone, (date, time) =>
    t('ui.time.dateAndTime', { date, time }),
  );
  const relative = mode === 'relative' ? relativeParts(instant.getTime(), now) : undefined;
  const shown =
    mode === 'exact'
      ? exact
      : relative === undefined
        ? formatDate(instant, locale, timeZone, now)
        : relative.unit === 'now'
          ? t('ui.time.now')
          : relativeFormat(locale, {
              numeric: 'auto',
              // The shortest words that are still words: "il y a 2 h", "2h ago".
              style: locale === 'fr' ? 'short' : 'narrow',
            }).format(relative.amount, relative.unit);
  return (
    // The server's ICU data and the browser's may differ by a space; that is not worth an error.
    <time
      dateTime={instant.toISOString()}
      title={mode === 'exact' ? undefined : exact}
      className={relative ? 'whitespace-nowrap' : 'numeric whitespace-nowrap'}
      suppressHydrationWarning
    >
      {shown}
    </time>
  );
}
