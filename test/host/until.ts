/** How long a step may take on a machine that is busy with other things. */
export const PATIENCE_MILLISECONDS = 90_000;

/** Tries a step that a busy window can lose, until it answers true. The step itself waits a moment for its effect. */
export async function until(
  goal: string,
  step: () => Promise<boolean>,
  patience = PATIENCE_MILLISECONDS,
): Promise<void> {
  const end = Date.now() + patience;
  do {
    if (await step()) {
      return;
    }
  } while (Date.now() < end);
  throw new Error(`waited in vain for ${goal}`);
}

/** Whether a wait comes to its end. */
export async function succeeds(waiting: Promise<unknown>): Promise<boolean> {
  return await waiting.then(
    () => true,
    () => false,
  );
}
