/** Runs acts one after the other, so that each finds what the one before left, however fast the keys come. */
export function createTurns(): (act: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return async (act) => {
    const turn = last.then(act);
    // A failure is its own command's; the next one starts all the same.
    last = turn.catch(() => undefined);
    await turn;
  };
}
