/** Lets a number of things run at once; the others wait their turn. */
export interface Slots {
  /** Answers how to leave again, or null when the signal aborts before there was room. */
  enter(signal: AbortSignal): Promise<(() => void) | null>;
}

export function createSlots(most: number): Slots {
  const waiting: (() => void)[] = [];
  let running = 0;
  const leave = (): void => {
    running -= 1;
    waiting.shift()?.();
  };
  const take = (): (() => void) => {
    let isIn = true;
    running += 1;
    return () => {
      if (isIn) leave();
      isIn = false;
    };
  };
  return {
    enter: async (signal) => {
      while (running >= most && !signal.aborted) await turn(waiting, signal);
      if (!signal.aborted) return take();
      // Whoever waits behind may have been passed over for this one.
      waiting.shift()?.();
      return null;
    },
  };
}

/** Ends when it is one's turn to look, or nobody waits for it any more. */
function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      signal.removeEventListener('abort', done);
      const at = waiting.indexOf(done);
      if (at >= 0) waiting.splice(at, 1);
      resolve();
    };
    waiting.push(done);
    signal.addEventListener('abort', done);
  });
}
