import { estimateTokens } from '../../memory/prompt.ts';
import type { DreamEstimate } from '../cost.ts';
import type { DreamModel } from '../engine/dream-model.ts';
import type { Meter } from '../engine/meter.ts';
import { SUMMARY_PROMPT } from './summary-prompt.ts';
import { ANSWER_TOKENS, SHOWN_TOKENS } from './summary-request.ts';

/** What a dream is expected to take at most, with the request that sums up folders. */
export function withSummingUp(
  estimate: DreamEstimate,
  { model, meter }: { readonly model: DreamModel; readonly meter: Meter },
): DreamEstimate {
  meter.usePrice(model.price);
  const inputTokens = estimateTokens(SUMMARY_PROMPT) + SHOWN_TOKENS;
  const dollars = meter.priced([{ inputTokens, outputTokens: ANSWER_TOKENS, isBatch: false }]);
  return {
    ...estimate,
    requests: estimate.requests + 1,
    inputTokens: estimate.inputTokens + inputTokens,
    dollars: estimate.dollars === null || dollars === null ? null : estimate.dollars + dollars,
  };
}
