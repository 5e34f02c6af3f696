import { isSameContent } from '../../canonical-json.ts';
import type { MemoryChange } from '../../memory/change.ts';
import { type FolderSummary, memoriesBelow, summarizeFolder } from '../../memory/folder-summary.ts';
import type { Memory } from '../../memory/memory.ts';
import { estimateTokens } from '../../memory/prompt.ts';
import { lowestOrigin } from '../../origin.ts';
import { type DreamModel, textOf } from '../engine/dream-model.ts';
import type { Meter } from '../engine/meter.ts';
import { meteredAnswer } from '../engine/metered-answer.ts';
import type { DueFolder } from './due-folders.ts';
import { type ReadSummaries, readSummaries } from './read-summaries.ts';
import { SUMMARY_VERSION } from './summary-prompt.ts';
import { type SummaryRequest, summaryRequest } from './summary-request.ts';

export interface SummedUp {
  readonly summaries: readonly FolderSummary[];
  /** For the report, one sentence each: what was summed up, or why it was not. */
  readonly notes: readonly string[];
}

interface SummingUp {
  readonly model: DreamModel;
  readonly meter: Meter;
  readonly dream: string;
  /** As they will stand when the dream has committed. */
  readonly memories: readonly Memory[];
  /** ISO 8601. */
  readonly at: string;
  readonly signal: AbortSignal;
}

export const NOTHING_SUMMED_UP: SummedUp = { summaries: [], notes: [] };

/** An answer that is no use is asked for once more. */
const TRIES = 2;

/**
 * Asks a model, in one request, what folders say as a whole. Where it can't answer, or a cap would be met, the sentences
 * picked from the memories stay. Rejects only when `signal` is aborted.
 */
export async function sumUpFolders(due: readonly DueFolder[], summing: SummingUp): Promise<SummedUp> {
  const { model, meter, dream, memories, at } = summing;
  meter.usePrice(model.price);
  const asked = summaryRequest(due, model);
  if (asked === null) return NOTHING_SUMMED_UP;
  const answer = await ask(asked, summing);
  if (typeof answer === 'string') return { summaries: [], notes: [`${answer}; folders keep the sentences picked.`] };
  const origins = new Map(memories.map(({ id, origin }) => [id, origin]));
  const summaries = Array.from(answer.sentences, ([path, sentences]): FolderSummary => {
    const on = sentences.flatMap((sentence) => sentence.memories.flatMap(({ id }) => origins.get(id) ?? []));
    const origin = lowestOrigin(['assistant', ...on]);
    return { ...summarizeFolder(path, memories, at), sentences, writtenBy: 'model', dream, origin };
  });
  return { summaries, notes: told(model, summaries, answer.dropped) };
}

/** The summaries whose folders hold what they were made of; another process may have written meanwhile. */
export function standingSummaries(
  summaries: readonly FolderSummary[],
  madeOf: readonly Memory[],
  standing: readonly Memory[],
): readonly FolderSummary[] {
  return summaries.filter(({ path }) => {
    const [were, are] = [memoriesBelow(madeOf, path), memoriesBelow(standing, path)];
    // One by one: most are the very same, and a large folder takes long to compare as a whole.
    return were.length === are.length && were.every((memory, place) => isSameContent(memory, are[place]));
  });
}

/** The memories ordered by path as they stand after the changes. */
export function memoriesAfter(memories: readonly Memory[], changes: readonly MemoryChange[]): readonly Memory[] {
  const byId = new Map(memories.map((memory) => [memory.id, memory]));
  for (const { id, after } of changes) {
    if (after === null) byId.delete(id);
    else byId.set(id, after);
  }
  return [...byId.values()].toSorted((a, b) => (a.path === b.path ? (a.id < b.id ? -1 : 1) : a.path < b.path ? -1 : 1));
}

/** What was read, or why nothing was, as a clause. */
async function ask(
  { request, folders }: SummaryRequest,
  { model, meter, signal }: SummingUp,
): Promise<ReadSummaries | string> {
  for (let attempt = 1; ; attempt += 1) {
    const estimate = { inputTokens: estimateTokens(textOf(request)), outputTokens: request.maxTokens, isBatch: false };
    const cap = meter.capMetBy([estimate]);
    if (cap !== null) return `The cap of ${cap} was met before folders were summed up`;
    const answer = await meteredAnswer(request, estimate, { model, meter, signal });
    const read = answer.kind === 'answer' && answer.end === 'complete' ? readSummaries(answer.text, folders) : null;
    if (read !== null) return read;
    if (attempt === TRIES) return `${model.name} summed up no folder`;
  }
}

function told(model: DreamModel, summaries: readonly FolderSummary[], dropped: number): readonly string[] {
  const paths = summaries.map(({ path }) => path).join(', ');
  const left = dropped === 0 ? '' : ` ${dropped === 1 ? '1 sentence' : `${dropped} sentences`} did not hold and went.`;
  const what = summaries.length === 0 ? 'no folder' : paths;
  return [`${model.name} summed up ${what} (prompt version ${SUMMARY_VERSION}).${left}`];
}
