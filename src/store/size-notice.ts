const WARN_AT_MEGABYTES = 50;

/** What a person is told of a database that has grown large; null while it has not. */
export function sizeNotice(bytes: number): string | null {
  const megabytes = Math.round(bytes / 1e6);
  if (megabytes < WARN_AT_MEGABYTES) return null;
  return `The database has grown to ${megabytes} MB, which costs memory and time; remove sessions that are no longer needed.`;
}
