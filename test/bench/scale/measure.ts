/** Milliseconds, or megabytes where the name says so; what a contestant has no such thing for is left out. */
export type Figures = Readonly<Record<string, number>>;

/**
 * A contestant at one size; `directory` is its own. What is told stands for its figures where it takes too long to
 * finish.
 */
export type Contestant = (size: number, directory: string, tell: (figures: Figures) => void) => Promise<Figures>;

export async function timed(act: () => unknown): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** Name of the figure that {@link shareFound} gives. */
export const FOUND = 'found in 5';

/** Asked at once: an editor has read the index in the background by then. */
export const FIRST = 'first recall after open';

export const START = 'start: both';

export const WARM_UP = 20;

/** Sorted times of `count` acts in a row, after a few that are not counted; each is told its own number. */
export async function timesOf(count: number, act: (number: number) => unknown): Promise<readonly number[]> {
  for (let number = 0; number < WARM_UP; number++) await act(number);
  const times: number[] = [];
  for (let number = WARM_UP; number < WARM_UP + count; number++) times.push(await timed(() => act(number)));
  return times.sort((left, right) => left - right);
}

/** How often the wanted one stands among the first five, 0 to 1. */
export async function shareFound(
  count: number,
  wantedOf: (number: number) => number,
  ask: (number: number) => Promise<readonly number[]> | readonly number[],
): Promise<number> {
  let found = 0;
  for (let number = 0; number < count; number++) {
    if ((await ask(number)).slice(0, 5).includes(wantedOf(number))) found += 1;
  }
  return found / count;
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
}

/** Beyond this many texts a peer is asked less often: a question takes it up to seconds. */
const MANY = 10_000;

export function questionsAt(size: number, usual: number): number {
  return size > MANY ? 30 : usual;
}

/** Of the whole process, with what can be thrown away thrown away. */
export function residentMegabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}
