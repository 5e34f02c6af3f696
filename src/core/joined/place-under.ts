import type { ChangeOutcome } from '../dreamwright.ts';
import type { FolderAnswer } from '../memory/folder-answers.ts';
import type { FolderSummary } from '../memory/folder-summary.ts';
import type { Memory } from '../memory/memory.ts';
import type { MemoryHit, PromptCandidates, RecallHit } from '../memory/recall.ts';

/** The memory as it stands beside those of other stores, its path below `at`. */
export function placeMemory(memory: Memory, at: string): Memory {
  return at === '' ? memory : { ...memory, path: at + memory.path };
}

export function placeHit<T extends RecallHit>(hit: T, at: string): T | MemoryHit {
  if (hit.kind === 'event' || at === '') return hit;
  return { ...hit, path: at + hit.path, memory: placeMemory(hit.memory, at) };
}

export function placeCandidates({ standing, started, answers }: PromptCandidates, at: string): PromptCandidates {
  const place = (hits: readonly MemoryHit[]) => hits.map((hit) => placeHit(hit, at));
  return { standing: place(standing), started: place(started), answers: place(answers) };
}

export function placeSummary(summary: FolderSummary, at: string): FolderSummary {
  if (at === '') return summary;
  const sentences = summary.sentences.map(({ text, memories }) => ({
    text,
    memories: memories.map(({ id, path }) => ({ id, path: at + path })),
  }));
  return { ...summary, path: summary.path === '/' ? at : at + summary.path, sentences };
}

export function placeAnswer(answer: FolderAnswer, at: string): FolderAnswer {
  return { ...answer, summary: placeSummary(answer.summary, at) };
}

export function placeOutcome(outcome: ChangeOutcome, at: string): ChangeOutcome {
  if (outcome.kind !== 'committed') return outcome;
  return { ...outcome, memories: outcome.memories.map((memory) => placeMemory(memory, at)) };
}
