import type { CardAnswer } from './card-answer.ts';

/** What waits in the chat for the person's answer, by the call that asks. */
export class OpenAsks {
  readonly #waiting = new Map<string, (answer: CardAnswer | null) => void>();

  /** Null when the answer is no longer wanted. */
  wait(call: string, signal: AbortSignal): Promise<CardAnswer | null> {
    return new Promise((resolve) => {
      const end = (answer: CardAnswer | null) => {
        this.#waiting.delete(call);
        signal.removeEventListener('abort', leave);
        resolve(answer);
      };
      const leave = () => end(null);
      if (signal.aborted) {
        resolve(null);
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.set(call, end);
    });
  }

  has(call: string): boolean {
    return this.#waiting.has(call);
  }

  /** An answer to what does not wait is none. */
  answer(call: string, answer: CardAnswer): void {
    this.#waiting.get(call)?.(answer);
  }
}
