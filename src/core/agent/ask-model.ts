import { setTimeout as wait } from 'node:timers/promises';
import { assertNever } from '../assert-never.ts';
import type { TokenUsage } from '../dream/cost.ts';
import { NO_USAGE } from '../dream/engine/dream-model.ts';
import type { JsonObject } from '../json.ts';
import type { Model, ModelError, ModelRequest, ModelToolCall } from './model.ts';
import type { TurnEvent } from './turn-event.ts';

/** One answer of a model, as far as it came. */
export interface ModelStep {
  readonly text: string;
  readonly calls: readonly ModelToolCall[];
  readonly thoughts: readonly JsonObject[];
  /** Null where the model does not tell. */
  readonly usage: TokenUsage | null;
  readonly end:
    | { readonly kind: 'complete' | 'length' | 'refused' }
    | { readonly kind: 'failed'; readonly error: ModelError };
}

export type Pause = (seconds: number, signal: AbortSignal) => Promise<void>;

const PASSING: ReadonlySet<ModelError['kind']> = new Set(['rate-limit', 'overloaded', 'disconnected', 'unreachable']);
const MOST_TRIES = 5;
const FIRST_PAUSE_SECONDS = 2;
/** A longer one is for the person to decide. */
const LONGEST_PAUSE_SECONDS = 60;

const pauseSeconds: Pause = async (seconds, signal) => {
  await wait(seconds * 1000, undefined, { signal }).catch(() => undefined);
};

/** Asks until an answer begins, with growing pauses while the provider is busy or out of reach; what has begun is never asked twice. */
export async function* askModel(
  model: Model,
  request: ModelRequest,
  signal: AbortSignal,
  pause: Pause = pauseSeconds,
): AsyncGenerator<TurnEvent, ModelStep> {
  for (let tries = 1; ; tries += 1) {
    const step = yield* listen(model, request, signal);
    const seconds = pauseAfter(step, tries);
    if (seconds === null || step.end.kind !== 'failed') return step;
    yield { kind: 'waiting', seconds, error: step.end.error };
    await pause(seconds, signal);
    if (signal.aborted) return { ...step, end: { kind: 'failed', error: { kind: 'cancelled' } } };
  }
}

/** Whether it may be over in a few seconds. */
export function mayPass(error: ModelError): boolean {
  return PASSING.has(error.kind);
}

function pauseAfter({ end, text, calls }: ModelStep, tries: number): number | null {
  if (end.kind !== 'failed' || text !== '' || calls.length > 0 || tries >= MOST_TRIES) return null;
  const { error } = end;
  if (!mayPass(error)) return null;
  const growing = FIRST_PAUSE_SECONDS * 2 ** (tries - 1);
  const asked = error.kind === 'rate-limit' ? error.retryAfterSeconds : null;
  const seconds = asked === null ? growing : Math.max(asked, 1);
  return seconds > LONGEST_PAUSE_SECONDS ? null : seconds;
}

async function* listen(model: Model, request: ModelRequest, signal: AbortSignal): AsyncGenerator<TurnEvent, ModelStep> {
  let text = '';
  let usage: TokenUsage | null = null;
  const calls: ModelToolCall[] = [];
  const thoughts: JsonObject[] = [];
  for await (const event of model.stream(request, signal)) {
    switch (event.kind) {
      case 'text-delta':
        text += event.text;
        yield event;
        break;
      case 'thought':
        thoughts.push(event.thought);
        break;
      case 'tool-call': {
        const { kind: _kind, ...call } = event;
        calls.push(call);
        break;
      }
      case 'usage': {
        const { kind: _kind, ...tokens } = event;
        usage = { ...NO_USAGE, ...tokens };
        yield event;
        break;
      }
      case 'end':
        return { text, calls, thoughts, usage, end: { kind: event.reason } };
      case 'error':
        return { text, calls, thoughts, usage, end: { kind: 'failed', error: event.error } };
      default:
        assertNever(event);
    }
  }
  const error: ModelError = { kind: 'disconnected', detail: 'The stream ended early.' };
  return { text, calls, thoughts, usage, end: { kind: 'failed', error } };
}
