import { estimateTokens } from '../../memory/prompt.ts';
import type { DreamEstimate } from '../cost.ts';
import type { DreamModel } from '../engine/dream-model.ts';
import type { Meter } from '../engine/meter.ts';
import { judgePrompt } from './judge-prompt.ts';
import { LONGEST_JUDGEMENT_TOKENS } from './judge-request.ts';

/** As many tokens as the proposals of a dream rarely exceed. */
const PROPOSALS_TOKENS = 8_000;

/** What a dream is expected to take, with the call that judges what it proposes. */
export function withJudging(
  estimate: DreamEstimate,
  {
    model,
    principles,
    meter,
  }: { readonly model: DreamModel; readonly principles: readonly string[]; readonly meter: Meter },
): DreamEstimate {
  if (estimate.requests === 0) return estimate;
  meter.usePrice(model.price);
  const judging = {
    inputTokens: estimateTokens(judgePrompt(principles)) + PROPOSALS_TOKENS,
    outputTokens: LONGEST_JUDGEMENT_TOKENS,
    isBatch: false,
  };
  const dollars = meter.priced([judging]);
  return {
    ...estimate,
    requests: estimate.requests + 1,
    inputTokens: estimate.inputTokens + judging.inputTokens,
    dollars: estimate.dollars === null || dollars === null ? null : estimate.dollars + dollars,
  };
}
