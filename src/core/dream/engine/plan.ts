import type { ModelRequest } from '../../agent/model.ts';
import { estimateTokens } from '../../memory/prompt.ts';
import type { DreamEstimate } from '../cost.ts';
import type { EngineInput } from '../engine.ts';
import { briefs } from './brief.ts';
import { type DreamModel, textOf } from './dream-model.ts';
import type { RequestEstimate } from './meter.ts';
import { PROPOSE_EDITS_SCHEMA, proposeEditsPrompt } from './prompts/propose-edits.ts';
import type { ShortNames } from './short-names.ts';

/** A request with what it is expected to take. */
export interface PlannedRequest {
  readonly request: ModelRequest;
  readonly estimate: RequestEstimate;
}

/** Pieces larger than this are read with less care. */
const LARGEST_PIECE_TOKENS = 60_000;
const CONTEXT_WHEN_UNTOLD = 64_000;
const LONGEST_ANSWER_TOKENS = 16_000;
/** Kept free for what is looked up. */
const LOOKUP_SHARE = 0.3;

/** The requests that a dream over `input` begins with, within the model's context and what the caps leave. */
export async function planRequests(
  input: EngineInput,
  model: DreamModel,
  names: ShortNames,
  signal: AbortSignal,
): Promise<readonly PlannedRequest[]> {
  const isBatch = model.answerAll !== null;
  const system = proposeEditsPrompt(!isBatch);
  const context = model.contextTokens ?? CONTEXT_WHEN_UNTOLD;
  const maxTokens = Math.min(LONGEST_ANSWER_TOKENS, model.maxAnswerTokens ?? Math.floor(context / 4));
  const room = (context - maxTokens) * (1 - LOOKUP_SHARE) - estimateTokens(system);
  const pieces = briefs(input, names, Math.min(LARGEST_PIECE_TOKENS, room, input.meter.inputTokensLeft));
  const planned: PlannedRequest[] = [];
  for (const messages of pieces) {
    const request: ModelRequest = { system, messages, maxTokens, answerSchema: PROPOSE_EDITS_SCHEMA, isRepeated: true };
    planned.push({ request, estimate: await estimateRequest(request, model, signal, isBatch) });
    signal.throwIfAborted();
  }
  return planned;
}

/** Counted by the provider where it can, else estimated with a margin. */
async function estimateRequest(
  request: ModelRequest,
  model: DreamModel,
  signal: AbortSignal,
  isBatch: boolean,
): Promise<RequestEstimate> {
  const counted = await model.countTokens(request, signal);
  return { inputTokens: counted ?? estimateTokens(textOf(request)), outputTokens: request.maxTokens, isBatch };
}

/** What a plan comes to, and which cap it would meet. */
export function estimateOf(
  planned: readonly PlannedRequest[],
  { meter }: EngineInput,
  { price }: Pick<DreamModel, 'price'>,
): DreamEstimate {
  const estimates = planned.map(({ estimate }) => estimate);
  return {
    requests: planned.length,
    inputTokens: estimates.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    dollars: meter.priced(estimates),
    cap: meter.capMetBy(estimates),
    ...(planned.length > 0 && { limits: meter.limits }),
    ...(price?.asOf !== undefined && { pricesAsOf: price.asOf }),
  };
}
