/** Hands on what several tasks tell, in the order it was told. */
export interface EventChannel<T> {
  tell(event: T): void;
  /** Everything that is told until the work is done; throws what the work throws. */
  during(work: Promise<void>): AsyncGenerator<T, void>;
}

export function createEventChannel<T>(): EventChannel<T> {
  const waiting: T[] = [];
  let wake: () => void = () => {};
  return {
    tell: (event) => {
      waiting.push(event);
      wake();
    },
    async *during(work) {
      let isDone = false;
      const ended = work.finally(() => {
        isDone = true;
        wake();
      });
      // It is awaited below; until then a failure is no unhandled one.
      ended.catch(() => {});
      while (!isDone || waiting.length > 0) {
        const next = waiting.shift();
        if (next !== undefined) yield next;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
      await ended;
    },
  };
}
