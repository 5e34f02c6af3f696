import { setImmediate as yieldToOthers } from 'node:timers/promises';

/** Milliseconds of work before others get their turn. */
const SLICE = 20;

/** Visits every item, and lets others have their turn in between. */
export async function inSlices<T>(items: Iterable<T>, visit: (item: T) => void): Promise<void> {
  let isDue = startSlice();
  for (const item of items) {
    visit(item);
    if (!isDue()) continue;
    await yieldToOthers();
    isDue = startSlice();
  }
}

/** Answers a question to ask after each piece of work: is it time to let others have their turn? */
export function startSlice(): () => boolean {
  const end = performance.now() + SLICE;
  return () => performance.now() > end;
}
