import type { DateOrder, DecimalSign, TabularRow } from './tabular.ts';

/** How dates and decimals are written in the sample. */
export interface ValueFormat {
  dateOrder: DateOrder;
  isDateOrderSure: boolean;
  decimal: DecimalSign;
}

const SHORT_DATE = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})(?:[ T,].*)?$/;
const ISO_DATE = /^\d{4}[/.-]\d{1,2}[/.-]\d{1,2}(?:[ T].*)?$/;

/** Reads the order of day and month, and the decimal sign, off the values; day first when nothing tells. */
export function detectValueFormat(rows: readonly TabularRow[], delimiter: string): ValueFormat {
  const seen = { dmy: 0, mdy: 0, ymd: 0, comma: 0, point: 0 };
  for (const row of rows) for (const cell of row.cells) countCell(cell.trim(), seen);
  const isDay = seen.dmy >= seen.mdy;
  const hasShort = seen.dmy + seen.mdy > 0;
  return {
    dateOrder: hasShort || seen.ymd === 0 ? (isDay ? 'dmy' : 'mdy') : 'ymd',
    isDateOrderSure: hasShort ? seen.dmy === 0 || seen.mdy === 0 : false,
    decimal:
      seen.comma > seen.point || (seen.comma === seen.point && delimiter === ';') ? ',' : '.',
  };
}

type Seen = Record<DateOrder | 'comma' | 'point', number>;

function countCell(cell: string, seen: Seen): void {
  if (cell.length < 3 || cell.length > 30) return;
  const date = SHORT_DATE.exec(cell);
  if (date) {
    if (Number(date[1]) > 12) seen.dmy += 1;
    else if (Number(date[2]) > 12) seen.mdy += 1;
  } else if (ISO_DATE.test(cell)) {
    seen.ymd += 1;
  } else if (/^-?[\d\s]*\d,\d{1,2}$/.test(cell) || /^-?\d{1,3}(?:\.\d{3})+,\d+$/.test(cell)) {
    seen.comma += 1;
  } else if (/^-?\d+\.\d{1,2}$/.test(cell) || /^-?\d{1,3}(?:,\d{3})+\.\d+$/.test(cell)) {
    seen.point += 1;
  }
}
