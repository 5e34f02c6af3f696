/** An ISO 8601 time to the minute, for texts that outlive the window they were written in. */
export function readableTime(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
