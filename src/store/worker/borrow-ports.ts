import { type FromWorker, type LentPort, receiveError, type ToWorker } from './messages.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** The worker's side of what calls lend: objects whose methods are asked of the host. */
export class Borrower {
  readonly #send: (message: FromWorker) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(send: (message: FromWorker) => void) {
    this.#send = send;
  }

  /** The lent objects by name, as `call` may use them while it runs. */
  borrow(call: number, ports: readonly LentPort[]): Readonly<Record<string, object>> {
    return Object.fromEntries(
      ports.map(({ name, fields, methods }) => [
        name,
        {
          ...fields,
          ...Object.fromEntries(
            methods.map((method) => [method, (...values: readonly unknown[]) => this.#ask(call, name, method, values)]),
          ),
        },
      ]),
    );
  }

  settle(message: Extract<ToWorker<never>, { kind: 'told' | 'told-failure' }>): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'told') waiting?.resolve(message.value);
    else waiting?.reject(receiveError(message.error));
  }

  #ask(call: number, port: string, method: string, values: readonly unknown[]): Promise<unknown> {
    const last = values.at(-1);
    const signal = last instanceof AbortSignal ? last : undefined;
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      // Whether or not the host's side listens, whoever stopped it goes on at once.
      const onAbort = (): void => {
        this.#send({ kind: 'ask-abort', call, id });
        this.#waiting.delete(id);
        reject(signal?.reason instanceof Error ? signal.reason : new Error('stopped'));
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const done = (act: () => void): void => {
        signal?.removeEventListener('abort', onAbort);
        act();
      };
      this.#waiting.set(id, {
        resolve: (value) => done(() => resolve(value)),
        reject: (error) => done(() => reject(error)),
      });
      const sent = signal === undefined ? values : values.slice(0, -1);
      this.#send({ kind: 'ask', call, id, port, method, values: sent, hasSignal: signal !== undefined });
    });
  }
}
