/** Two commands, the one that comes first before the other. */
export type Order = readonly [first: string, second: string];

const COMMAND = '`([^`]+)`';
const BEFORE = new RegExp(`${COMMAND}[^\`.;]{0,40}\\bbefore\\b[^\`.;]{0,40}${COMMAND}`, 'iu');
const AFTER = new RegExp(`${COMMAND}[^\`.;]{0,40}\\bafter\\b[^\`.;]{0,40}${COMMAND}`, 'iu');

/** The order in which a sentence wants two commands, written in backticks; null where it wants none. */
export function orderOf(sentence: string): Order | null {
  const [, first, second] = BEFORE.exec(sentence) ?? [];
  if (first !== undefined && second !== undefined) return [plain(first), plain(second)];
  const [, later, earlier] = AFTER.exec(sentence) ?? [];
  return later === undefined || earlier === undefined ? null : [plain(earlier), plain(later)];
}

/** Whether two sentences speak of the same two commands and want them the other way round. */
export function isReversed(left: Order | null, right: Order | null): boolean {
  return left !== null && right !== null && left[0] === right[1] && left[1] === right[0] && left[0] !== left[1];
}

function plain(command: string): string {
  return command.trim().replace(/\s+/gu, ' ').toLowerCase();
}
