const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A date as exact as it is known: `2011-10-25` → `25 Oct 2011`, `2011-10` → `Oct 2011`, `2011` → `2011`, `--10-25` → `25 Oct`. */
export function showDate(date: string | null | undefined): string {
  if (!date) return 'undated';
  const [, year = '', month, day] = /^(-|\d+)(?:-(\d\d))?(?:-(\d\d))?/.exec(date) ?? [];
  if (year === '-' && month && day) return `${Number(day)} ${MONTHS[Number(month) - 1] ?? month}`;
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  if (!name) return year;
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

/** A number with its thousands parted. */
export function showNumber(number: number): string {
  return number.toLocaleString('en-GB', { maximumFractionDigits: 1 });
}

/** A number with its noun: `1 event`, `2 events`. */
export function showCount(number: number, noun: string): string {
  return `${showNumber(number)} ${noun}${number === 1 ? '' : 's'}`;
}

/** A share as per cent. */
export function showShare(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A signed number with one decimal and a true minus sign. */
export function showSigned(number: number): string {
  const text = Math.abs(number).toFixed(1);
  if (number === 0) return text;
  return (number < 0 ? '−' : '+') + text;
}

/** The day `days` before `date` (`YYYY-MM-DD`, Gregorian). */
export function daysBefore(date: string, days: number): string {
  const at = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - days);
  return at.toISOString().slice(0, 10);
}

/** The last day of the step that begins on `first`. */
export function lastDay(first: string, step: 'day' | 'week' | 'month' | 'year'): string {
  if (step === 'day') return first;
  if (step === 'week') return daysBefore(first, -6);
  const year = Number(first.slice(0, 4));
  const month = step === 'year' ? 12 : Number(first.slice(5, 7));
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** A step's name: `2011`, `Oct 2011`, `25 Oct 2011`. */
export function showStep(first: string, step: 'day' | 'week' | 'month' | 'year'): string {
  if (step === 'year') return first.slice(0, 4);
  return step === 'month' ? showDate(first.slice(0, 7)) : showDate(first);
}

/** An address only if a browser may safely follow it. */
export function safeUrl(url: string | null | undefined): string | null {
  return url && /^https?:\/\//i.test(url) ? url : null;
}

/** Rows as CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets an apostrophe. */
export function toCsv(columns: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string {
  const cell = (value: string | number | null): string => {
    let text = value === null ? '' : String(value);
    if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}
