import type { ModelRequest } from '../../agent/model.ts';
import { type DreamModel, type ModelAnswer, NO_USAGE } from './dream-model.ts';
import type { Meter, RequestEstimate } from './meter.ts';

/** Asks and counts; a request that was given up counts with what it is thought to have sent. Rejects when `signal` is aborted. */
export async function meteredAnswer(
  request: ModelRequest,
  expected: RequestEstimate,
  { model, meter, signal }: { readonly model: DreamModel; readonly meter: Meter; readonly signal: AbortSignal },
): Promise<ModelAnswer> {
  const settle = meter.reserve(expected);
  let usage = { ...NO_USAGE, inputTokens: expected.inputTokens };
  try {
    const answer = await model.answer(request, signal);
    usage = answer.usage;
    return answer;
  } finally {
    settle(usage);
    signal.throwIfAborted();
  }
}
