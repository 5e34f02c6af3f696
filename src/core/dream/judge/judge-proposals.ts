import { estimateTokens } from '../../memory/prompt.ts';
import type { DreamModel } from '../engine/dream-model.ts';
import { textOf } from '../engine/dream-model.ts';
import type { Meter } from '../engine/meter.ts';
import { meteredAnswer } from '../engine/metered-answer.ts';
import type { Proposal } from '../proposal.ts';
import { JUDGE_VERSION } from './judge-prompt.ts';
import { type JudgeRequest, judgeRequests } from './judge-request.ts';
import type { Objection } from './objections.ts';
import { readObjections } from './read-objections.ts';

export interface JudgedProposals {
  readonly objections: readonly Objection[];
  /** For the report, one sentence each: what was judged, or why it was not. */
  readonly notes: readonly string[];
}

interface Judging {
  readonly model: DreamModel;
  readonly principles: readonly string[];
  readonly meter: Meter;
  readonly signal: AbortSignal;
}

/** An answer that is no use is asked for once more. */
const TRIES = 2;

/**
 * Asks a model, in calls of their own, which proposals go against a principle. Where it can't answer, or a cap would be
 * met, the rules alone decide, as they do without a model. Rejects only when `signal` is aborted.
 */
export async function judgeProposals(proposals: readonly Proposal[], judging: Judging): Promise<JudgedProposals> {
  const { model, principles, meter } = judging;
  meter.usePrice(model.price);
  const objections: Objection[] = [];
  let judged = 0;
  for (const request of judgeRequests(proposals, principles, model)) {
    const answer = await ask(request, judging);
    if (answer.kind === 'none') {
      return {
        objections,
        notes: [...told(model, judged, objections), `${answer.why}; the rules alone judged the rest.`],
      };
    }
    objections.push(...answer.objections);
    judged += request.proposals.size;
  }
  return { objections, notes: told(model, judged, objections) };
}

type Asked =
  | { readonly kind: 'read'; readonly objections: readonly Objection[] }
  | { readonly kind: 'none'; readonly why: string };

async function ask(
  { request, proposals }: JudgeRequest,
  { model, principles, meter, signal }: Judging,
): Promise<Asked> {
  for (let attempt = 1; ; attempt += 1) {
    const inputTokens = estimateTokens(textOf(request));
    const expected = { inputTokens, outputTokens: request.maxTokens, isBatch: false };
    const cap = meter.capMetBy([expected]);
    if (cap !== null) return { kind: 'none', why: `The cap of ${cap} was met before the judging call` };
    const answer = await meteredAnswer(request, expected, { model, meter, signal });
    const objections =
      answer.kind === 'answer' && answer.end === 'complete' ? readObjections(answer.text, proposals, principles) : null;
    if (objections !== null) return { kind: 'read', objections };
    if (attempt === TRIES) return { kind: 'none', why: `${model.name} gave no judgement` };
  }
}

function told(model: DreamModel, judged: number, objections: readonly Objection[]): readonly string[] {
  if (judged === 0) return [];
  const held = new Set(objections.map(({ proposal }) => proposal)).size;
  const proposals = judged === 1 ? '1 proposal' : `${judged} proposals`;
  return [
    `${model.name} judged ${proposals} by the constitution and objected to ${held} (prompt version ${JUDGE_VERSION}).`,
  ];
}
