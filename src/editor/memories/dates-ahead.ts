const MONTHS: readonly (readonly [label: string, months: number])[] = [
  ['In a month', 1],
  ['In three months', 3],
  ['In half a year', 6],
  ['In a year', 12],
];

/** Usual distances from `now`, each with its time (ISO 8601); a month without that day ends earlier. */
export function datesAhead(now: Date): readonly { readonly label: string; readonly at: string }[] {
  return MONTHS.map(([label, months]) => {
    const at = new Date(now);
    const day = at.getUTCDate();
    at.setUTCDate(1);
    at.setUTCMonth(at.getUTCMonth() + months);
    const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
    at.setUTCDate(Math.min(day, last));
    return { label, at: at.toISOString() };
  });
}

const DAY = 86_400_000;

/** The end (UTC, ISO 8601) of a day as people write it, which takes the day in; null where it is none, or not to come. */
export function parseDay(text: string, now: Date): string | null {
  const day = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(day)) return null;
  const at = new Date(`${day}T00:00:00.000Z`);
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== day) return null;
  return at > now ? new Date(at.getTime() + DAY).toISOString() : null;
}
