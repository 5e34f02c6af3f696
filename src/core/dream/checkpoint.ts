import { canonicalJson } from '../canonical-json.ts';
import { hashText } from '../hash-text.ts';
import type { Store } from '../store.ts';
import type { AnalysisInput } from './analyze/analyze.ts';
import { DIGEST_VERSION } from './analyze/digest/digest.ts';

/** The result of a part of the analysis: made now, or left by a dream that had to make way. */
export type AnalysisStep = <T>(part: string, make: () => T | Promise<T>) => Promise<T>;

/**
 * Parts of an analysis that are kept as they are done, so that a dream that made way goes on where it stopped. They hold
 * only while what they were made of is the same, down to the day.
 */
export function analysisCheckpoint(store: Store, input: AnalysisInput): AnalysisStep {
  const base = hash({
    version: DIGEST_VERSION,
    day: input.now.toISOString().slice(0, 10),
    sessions: input.digests.map(({ session, events, ended }) => [session, events, ended]),
    fresh: [...input.newSessions].sort(),
    memories: input.memories.map(({ id, updatedAt, validTo }) => [id, updatedAt, validTo]),
    root: input.workspace.root,
    commands: input.workspace.commands,
    rules: input.workspace.rules,
    cited: [...input.workspace.cited],
    uses: [...(input.uses ?? [])],
    rewards: [...(input.rewards ?? [])],
    asked: [...(input.askedLinks ?? [])].sort(),
  });
  return async (part, make) => {
    const key = `analysis ${base} ${part}`;
    const kept = store.checkpoint(key);
    if (kept !== undefined) return JSON.parse(kept);
    const made = await make();
    store.saveCheckpoint(key, JSON.stringify(made));
    return made;
  };
}

/** Lowercase hex SHA-256 of a plain value. */
export function hash(value: unknown): string {
  return hashText(canonicalJson(value));
}
