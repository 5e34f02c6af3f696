import type { MessagePort } from 'node:worker_threads';
import { assertNever } from '../../core/assert-never.ts';
import { Borrower } from './borrow-ports.ts';
import { type FromWorker, sendError, type ToWorker } from './messages.ts';

/** Opens what is served; `notify` tells the host that something in it has changed. */
export type Open<Location, T> = (location: Location, notify: () => void) => Promise<T>;

/**
 * The worker's side: opens on the first call and answers calls to the methods of what was opened. An opening that fails
 * is told to its caller, and the next call tries again.
 */
export function serve<Location, T extends object>(port: MessagePort, open: Open<Location, T>): void {
  const running = new Map<number, AbortController>();
  let opening: Promise<T> | undefined;
  const send = (message: FromWorker): void => port.postMessage(message);
  const borrower = new Borrower(send);

  const openOnce = (location: Location): Promise<T> => {
    opening ??= open(location, () => send({ kind: 'changed' }));
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };

  const answer = async (call: Extract<ToWorker<Location>, { kind: 'call' }>): Promise<void> => {
    const { id } = call;
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const target = await openOnce(call.location);
      const method: unknown = Reflect.get(target, call.method);
      if (typeof method !== 'function') throw new TypeError(`the store has no ${call.method}`);
      const onProgress = (value: unknown): void => send({ kind: 'progress', id, value });
      const followed = call.isFollowed
        ? [{ ...borrower.borrow(id, call.ports), signal: controller.signal, onProgress }]
        : [];
      const value: unknown = await Reflect.apply(method, target, [...call.values, ...followed]);
      send({ kind: 'result', id, value });
    } catch (error) {
      send({ kind: 'failure', id, error: sendError(error) });
    } finally {
      running.delete(id);
    }
  };

  port.on('message', (message: ToWorker<Location>) => {
    switch (message.kind) {
      case 'abort':
        running.get(message.id)?.abort();
        break;
      case 'told':
      case 'told-failure':
        borrower.settle(message);
        break;
      case 'call':
        void answer(message);
        break;
      default:
        assertNever(message);
    }
  });
}
