import { StoreError, type StoreErrorKind } from '../store-error.ts';

/** What the host sends: the place to open comes with every call, so that a worker that was started anew knows it. */
export type ToWorker<Location> =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly location: Location;
      readonly method: string;
      readonly values: readonly unknown[];
      /** The caller's last argument was `{ signal, onProgress }`: it can't cross, so it is made anew over there. */
      readonly isFollowed: boolean;
      /** Objects with methods among those options: they stay with the caller and are asked across. */
      readonly ports: readonly LentPort[];
    }
  | { readonly kind: 'abort'; readonly id: number }
  /** What a lent object answered. */
  | { readonly kind: 'told'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'told-failure'; readonly id: number; readonly error: SentError };

export type FromWorker =
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: SentError }
  | { readonly kind: 'progress'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'changed' }
  /** Asks an object that the call `call` lends; a signal as the last value is made anew over there. */
  | {
      readonly kind: 'ask';
      readonly call: number;
      readonly id: number;
      readonly port: string;
      readonly method: string;
      readonly values: readonly unknown[];
      readonly hasSignal: boolean;
    }
  | { readonly kind: 'ask-abort'; readonly call: number; readonly id: number };

/** An object that a call lends to the worker: its plain fields, and the names of its methods. */
export interface LentPort {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly methods: readonly string[];
}

/** An error as it crosses between threads, where classes are lost. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  /** Of a StoreError. */
  readonly storeKind: StoreErrorKind | null;
}

export function sendError(error: unknown): SentError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined, storeKind: null };
  const { name, message, stack } = error;
  return { name, message, stack, storeKind: error instanceof StoreError ? error.kind : null };
}

export function receiveError(sent: SentError): Error {
  const error =
    sent.storeKind === null
      ? Object.assign(new Error(sent.message), { name: sent.name })
      : new StoreError(sent.storeKind, sent.message);
  if (sent.stack !== undefined) error.stack = sent.stack;
  return error;
}
