export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `2026-01-27T…` as `27 January 2026`, in UTC. */
export function longDate(at: string): string {
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return at;
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** `on 6 January 2026`, or `between 6 and 29 January 2026`; what both dates share is said once. */
export function dateSpan(first: string, last: string): string {
  const [from, to] = [longDate(first), longDate(last)];
  if (from === to) return `on ${to}`;
  const [day, month, year] = from.split(' ');
  const [, lastMonth, lastYear] = to.split(' ');
  if (year !== lastYear) return `between ${from} and ${to}`;
  return month === lastMonth ? `between ${day} and ${to}` : `between ${day} ${month} and ${to}`;
}

const LONG_DATE = new RegExp(`\\b\\d{1,2} (?:${MONTHS.join('|')}) \\d{4}\\b`, 'u');

/** Whether a paragraph tells when something was seen, as a dream ends each memory that it writes. */
export function isAccount(paragraph: string): boolean {
  return LONG_DATE.test(paragraph);
}
