import type { Proposal } from '../dream/proposal.ts';
import { isCurrent, type Memory } from '../memory/memory.ts';
import { lowestOrigin, type Origin } from '../origin.ts';
import { carriesWordsOf, sentencesOf } from './sentences.ts';

/** Memories as the proposal would leave them, where their text is new or changed. */
export function writtenMemories(proposal: Proposal): readonly Memory[] {
  return proposal.changes.flatMap(({ before, after }) =>
    after === null || after.text === before?.text ? [] : [after],
  );
}

/** Memories that the proposal finds. */
export function touchedMemories(proposal: Proposal): readonly Memory[] {
  return proposal.changes.flatMap(({ before }) => (before === null ? [] : [before]));
}

/** Current entries that the proposal would delete or end. */
export function endedMemories(proposal: Proposal, now: Date): readonly Memory[] {
  const at = now.toISOString();
  return proposal.changes.flatMap(({ before, after }) => {
    if (before === null || !isCurrent(before, at)) return [];
    return after === null || !isCurrent(after, at) || after.supersededBy !== null ? [before] : [];
  });
}

/** Memories as the proposal would leave them, where they still stand. */
export function standingMemories(proposal: Proposal, now: Date): readonly Memory[] {
  const at = now.toISOString();
  return proposal.changes.flatMap(({ after }) =>
    after !== null && isCurrent(after, at) && after.supersededBy === null ? [after] : [],
  );
}

/**
 * The lowest origin among the words the proposal carries, worked out anew: what is claimed, and what stands in the
 * memories whose words go on, so that neither a summary nor a merge raises it.
 */
export function carriedOrigin(proposal: Proposal): Origin {
  const written = writtenMemories(proposal);
  const carried = touchedMemories(proposal).filter((memory) =>
    written.some((after) => carriesWordsOf(after.text, memory.text)),
  );
  return lowestOrigin([proposal.origin, ...[...written, ...carried].map((memory) => memory.origin)]);
}

/** What a merge leaves out of its parts: a sentence, or a citation; null when it keeps everything. */
export function lostInMerge(proposal: Proposal, now: Date): string | null {
  const standing = standingMemories(proposal, now);
  const kept = new Set(standing.flatMap((memory) => sentencesOf(memory.text)));
  const citations = new Set(standing.flatMap((memory) => memory.citations.map((citation) => JSON.stringify(citation))));
  for (const part of touchedMemories(proposal)) {
    const sentence = sentencesOf(part.text).find((one) => !kept.has(one));
    if (sentence !== undefined) return `the sentence “${sentence}”`;
    const citation = part.citations.find((one) => !citations.has(JSON.stringify(one)));
    if (citation !== undefined) return `the citation of ${citation.file}`;
  }
  return null;
}
