import { setTimeout as wait } from 'node:timers/promises';
import type { ModelMessage, ModelRequest } from '../../agent/model.ts';
import { collapseWhiteSpace } from '../../evidence.ts';
import { estimateTokens } from '../../memory/prompt.ts';
import type { SessionEvent } from '../../sessions/event.ts';
import type { EngineInput } from '../engine.ts';
import type { DreamModel, ModelAnswer } from './dream-model.ts';
import type { EpisodeLookup } from './episode-lookup.ts';
import { meteredAnswer } from './metered-answer.ts';
import type { PlannedRequest } from './plan.ts';
import type { ModelLookup } from './prompts/propose-edits.ts';
import { type ReadAnswer, readAnswer } from './read-answer.ts';
import type { ShortNames } from './short-names.ts';

export type Asked =
  | { readonly kind: 'read'; readonly answer: Extract<ReadAnswer, { kind: 'read' }> }
  | { readonly kind: 'unusable'; readonly why: string }
  | { readonly kind: 'cap'; readonly cap: string };

/** What a conversation with the model needs. */
export interface Asking {
  readonly model: DreamModel;
  readonly input: EngineInput;
  readonly lookup: EpisodeLookup;
  readonly names: ShortNames;
  readonly signal: AbortSignal;
}

const RETRY_PAUSE_MILLISECONDS = 3_000;
const LONGEST_RETRY_PAUSE_MILLISECONDS = 60_000;
const ROUNDS = 4;
const LOOKUPS_A_ROUND = 6;
const HITS = 6;
const LONGEST_HIT = 400;
const LONGEST_EVENT = 4_000;

/** Asks until the model has edits to give: what it wants to look up is looked up, a few times at most. */
export async function askModel(planned: PlannedRequest, asking: Asking): Promise<Asked> {
  let next = planned;
  for (let round = 1; ; round += 1) {
    const asked = await askTwice(next, asking);
    if (asked.kind !== 'read' || asked.answer.lookups.length === 0 || round > ROUNDS) return asked;
    const found = await lookUp(asked.answer.lookups.slice(0, LOOKUPS_A_ROUND), asking);
    const last = round === ROUNDS ? '\nThat was the last look: leave "lookups" empty now.' : '';
    next = longer(next, [
      { role: 'assistant', text: asked.answer.text },
      { role: 'user', text: `## Looked up\n${found}${last}` },
    ]);
  }
}

/** One answer that can be used; a second try where the first one was no use. */
async function askTwice(first: PlannedRequest, { model, input, signal }: Asking): Promise<Asked> {
  let planned = first;
  for (let attempt = 1; ; attempt += 1) {
    const cap = input.meter.capMetBy([{ ...planned.estimate, isBatch: false }]);
    if (cap !== null) return { kind: 'cap', cap };
    const answer = await meteredAnswer(planned.request, planned.estimate, { model, meter: input.meter, signal });
    const reading = readAnswer(answer);
    if (reading.kind === 'read') return { kind: 'read', answer: reading };
    if (attempt === 2 || reading.again === undefined) {
      return { kind: 'unusable', why: attempt === 2 ? `${reading.why} twice` : reading.why };
    }
    await pauseBefore(answer, model, signal);
    if (reading.again !== null) planned = longer(planned, [{ role: 'user', text: reading.again }]);
  }
}

/** An overloaded model is given a moment, or the time it asks for. */
async function pauseBefore(answer: ModelAnswer, model: DreamModel, signal: AbortSignal): Promise<void> {
  if (answer.kind !== 'error') return;
  const { error } = answer;
  if (error.kind !== 'overloaded' && error.kind !== 'rate-limit') return;
  const asked = error.kind === 'rate-limit' ? error.retryAfterSeconds : null;
  const own = model.retryPauseMilliseconds ?? RETRY_PAUSE_MILLISECONDS;
  const milliseconds = asked === null ? own : Math.min(asked * 1_000, LONGEST_RETRY_PAUSE_MILLISECONDS);
  await wait(milliseconds, undefined, { signal }).catch(() => undefined);
  signal.throwIfAborted();
}

function longer({ request, estimate }: PlannedRequest, added: readonly ModelMessage[]): PlannedRequest {
  const more = added.reduce((sum, { text }) => sum + estimateTokens(text), 0);
  const messages: ModelRequest['messages'] = [...request.messages, ...added];
  return { request: { ...request, messages }, estimate: { ...estimate, inputTokens: estimate.inputTokens + more } };
}

async function lookUp(lookups: readonly ModelLookup[], { lookup, names }: Asking): Promise<string> {
  const parts: string[] = [];
  for (const one of lookups) {
    if (one.tool === 'search') {
      const hits = await lookup.search(one.query, HITS);
      parts.push(JSON.stringify({ search: one.query, events: hits.map((event) => shown(event, names, LONGEST_HIT)) }));
    } else {
      const reference = names.referenceOf(one.event);
      const [event] = reference === undefined ? [] : await lookup.read([reference]);
      parts.push(
        JSON.stringify(
          event === undefined ? { read: one.event, error: 'no such event' } : shown(event, names, LONGEST_EVENT),
        ),
      );
    }
  }
  return parts.join('\n');
}

function shown(event: SessionEvent, names: ShortNames, longest: number) {
  return {
    event: names.event({ session: event.session, event: event.id }),
    at: event.at,
    by: event.type === 'user' ? (event.author ?? 'person') : event.type,
    text: Array.from(collapseWhiteSpace(event.text)).slice(0, longest).join(''),
  };
}
