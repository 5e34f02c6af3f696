import type { ModelRequest } from '../../agent/model.ts';
import { estimateTokens } from '../../memory/prompt.ts';
import { redact } from '../../secrets/redact.ts';
import type { DreamModel } from '../engine/dream-model.ts';
import type { Proposal } from '../proposal.ts';
import { textAfter, textBefore } from '../proposal-text.ts';
import { JUDGE_SCHEMA, judgePrompt } from './judge-prompt.ts';

/** One judging call: its request, and the proposals by the short names that it uses. */
export interface JudgeRequest {
  readonly request: ModelRequest;
  readonly proposals: ReadonlyMap<string, Proposal>;
}

/** More at once are read with less care. */
const MOST_PROPOSALS = 25;
/** Of what is shown of a memory; a judge needs no more to object. */
const LONGEST_TEXT = 4_000;
const SHOWN_QUOTES = 6;
const CONTEXT_WHEN_UNTOLD = 64_000;
export const LONGEST_JUDGEMENT_TOKENS = 2_000;

/** The requests in which `proposals` are judged, each within the model's context. */
export function judgeRequests(
  proposals: readonly Proposal[],
  principles: readonly string[],
  model: DreamModel,
): readonly JudgeRequest[] {
  const system = judgePrompt(principles);
  const maxTokens = Math.min(LONGEST_JUDGEMENT_TOKENS, model.maxAnswerTokens ?? LONGEST_JUDGEMENT_TOKENS);
  const room = (model.contextTokens ?? CONTEXT_WHEN_UNTOLD) - maxTokens - estimateTokens(system);
  const requests: JudgeRequest[] = [];
  let part: { readonly name: string; readonly proposal: Proposal; readonly line: string }[] = [];
  let tokens = 0;
  const close = (): void => {
    if (part.length === 0) return;
    const text = part.map(({ line }) => line).join('\n');
    requests.push({
      request: { system, messages: [{ role: 'user', text }], maxTokens, answerSchema: JUDGE_SCHEMA },
      proposals: new Map(part.map(({ name, proposal }) => [name, proposal])),
    });
    part = [];
    tokens = 0;
  };
  for (const [index, proposal] of proposals.entries()) {
    const name = `p${index + 1}`;
    const line = redact(JSON.stringify(shown(name, proposal))).text;
    const size = estimateTokens(line);
    if (part.length === MOST_PROPOSALS || tokens + size > room) close();
    part.push({ name, proposal, line });
    tokens += size;
  }
  close();
  return requests;
}

function shown(name: string, proposal: Proposal) {
  const { operation, path, reason, evidence, origin } = proposal;
  return {
    proposal: name,
    operation,
    path,
    now: cut(textBefore(proposal)),
    proposed: cut(textAfter(proposal)),
    reason,
    words_of: origin,
    quotes: evidence.slice(0, SHOWN_QUOTES).map(({ quote }) => quote),
  };
}

function cut(text: string | null): string | null {
  return text === null ? null : Array.from(text).slice(0, LONGEST_TEXT).join('');
}
