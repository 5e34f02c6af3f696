/** The last day (of UTC, as all dates of memories) before `end` (ISO 8601): what ends with a day does so as the next begins. */
export function lastDayBefore(end: string): string {
  return new Date(Date.parse(end) - 1).toISOString().slice(0, 10);
}
