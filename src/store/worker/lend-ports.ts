import { type FromWorker, type LentPort, sendError, type ToWorker } from './messages.ts';

type Ask = Extract<FromWorker, { kind: 'ask' }>;

/** The objects with methods among a call's options: what the other thread may ask of this one while the call runs. */
export function portsIn(options: object): ReadonlyMap<string, object> {
  return new Map(
    Object.entries(options).filter(
      (entry): entry is [string, object] =>
        typeof entry[1] === 'object' &&
        entry[1] !== null &&
        !(entry[1] instanceof AbortSignal) &&
        Object.values(entry[1]).some((field) => typeof field === 'function'),
    ),
  );
}

/** Plain fields cross as they are, methods by name. */
export function lentPorts(ports: ReadonlyMap<string, object>): readonly LentPort[] {
  return [...ports].map(([name, port]) => {
    const entries = Object.entries(port);
    return {
      name,
      fields: Object.fromEntries(entries.filter(([, field]) => typeof field !== 'function')),
      methods: entries.filter(([, field]) => typeof field === 'function').map(([method]) => method),
    };
  });
}

/** Answers what the worker asks of the objects that one call lends it, until that call ends. */
export class Lender {
  readonly #ports: ReadonlyMap<string, object>;
  readonly #reply: (message: ToWorker<never>) => void;
  readonly #running = new Map<number, AbortController>();

  constructor(ports: ReadonlyMap<string, object>, reply: (message: ToWorker<never>) => void) {
    this.#ports = ports;
    this.#reply = reply;
  }

  async answer({ id, port, method, values, hasSignal }: Ask): Promise<void> {
    const controller = new AbortController();
    this.#running.set(id, controller);
    try {
      const target = this.#ports.get(port);
      const act: unknown = target === undefined ? undefined : Reflect.get(target, method);
      if (target === undefined || typeof act !== 'function') throw new TypeError(`the call lends no ${port}.${method}`);
      const value: unknown = await Reflect.apply(act, target, [...values, ...(hasSignal ? [controller.signal] : [])]);
      this.#settle({ kind: 'told', id, value });
    } catch (error) {
      this.#settle({ kind: 'told-failure', id, error: sendError(error) });
    }
  }

  stop(id: number): void {
    this.#running.get(id)?.abort();
  }

  /** The call is over: nobody waits any more. */
  end(): void {
    const running = [...this.#running.values()];
    this.#running.clear();
    for (const controller of running) controller.abort();
  }

  #settle(message: Extract<ToWorker<never>, { kind: 'told' | 'told-failure' }>): void {
    if (this.#running.delete(message.id)) this.#reply(message);
  }
}
