import { type Evidence, QUOTE_LIMIT } from '../evidence.ts';
import type { Allowance } from '../gate/allowance.ts';
import { maskPersonalData } from '../gate/personal-rules.ts';
import type { Memory } from '../memory/memory.ts';
import type { Proposal } from './proposal.ts';

/** The proposal with the personal data in all it writes replaced by its kind: text, path, tags, reason and quotes. */
export function withoutPersonalData(proposal: Proposal, allowances: readonly Allowance[]): Proposal {
  const mask = (text: string): string => maskPersonalData(text, allowances);
  const maskQuotes = (evidence: readonly Evidence[]): readonly Evidence[] =>
    evidence.map((one) => ({ ...one, quote: Array.from(mask(one.quote)).slice(0, QUOTE_LIMIT).join('') }));
  const maskMemory = (memory: Memory): Memory => ({
    ...memory,
    path: maskPath(memory.path, mask),
    text: mask(memory.text),
    tags: memory.tags.map(mask),
    evidence: maskQuotes(memory.evidence),
  });
  return {
    ...proposal,
    path: proposal.changes.some(({ after }) => after?.path === proposal.path)
      ? maskPath(proposal.path, mask)
      : proposal.path,
    changes: proposal.changes.map((change) =>
      change.after === null || isEnding(change.before, change.after)
        ? change
        : { ...change, after: maskMemory(change.after) },
    ),
    reason: mask(proposal.reason),
    evidence: maskQuotes(proposal.evidence),
  };
}

/** What only ends keeps its words: they are history. */
function isEnding(before: Memory | null, after: Memory): boolean {
  return before !== null && before.text === after.text && after.supersededBy !== null;
}

function maskPath(path: string, mask: (text: string) => string): string {
  return mask(path).replace(/\[redacted:([a-z-]+)\]/gu, 'redacted-$1');
}
