const ISO_UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/u;

/** A time stamp in ISO 8601, UTC; undefined when it is none. */
export function isoTime(value: unknown): string | undefined {
  if (typeof value === 'string' && ISO_UTC.test(value)) return value;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}
