import type { Memory } from '../../memory/memory.ts';
import { ORIGINS } from '../../origin.ts';
import type { DuplicateMemories } from '../finding.ts';
import { conflictBetween } from './conflict.ts';
import { contentId } from './content-id.ts';
import { contentTerms, overlap } from './terms.ts';

/** How alike two memories must be to say the same. */
const SAME = 0.75;
/** A word that more memories share than this finds no neighbours worth comparing. */
const COMMON_WORD = 200;

/** Memories that say the same in much the same words; those that contradict each other are alike too, and left alone. */
export function findDuplicates(memories: readonly Memory[], now: Date): readonly DuplicateMemories[] {
  const current = memories.filter((memory) => memory.validTo === null && !memory.pinned);
  const terms = new Map(current.map((memory) => [memory.id, new Set(contentTerms(said(memory)))]));
  const holders = new Map<string, Memory[]>();
  const merged = new Set<string>();
  const findings: DuplicateMemories[] = [];
  for (const memory of current) {
    const own = terms.get(memory.id) ?? new Set();
    const near = new Set(
      [...own].flatMap((term) => ((holders.get(term)?.length ?? 0) <= COMMON_WORD ? (holders.get(term) ?? []) : [])),
    );
    const twin = [...near].find(
      (other) => !merged.has(other.id) && isSame(memory, other, own, terms.get(other.id) ?? new Set()),
    );
    if (twin !== undefined) {
      const [kept, dropped] = better(memory, twin) ? [memory, twin] : [twin, memory];
      merged.add(kept.id).add(dropped.id);
      findings.push(finding(kept, dropped, now));
    }
    for (const term of own) holders.set(term, [...(holders.get(term) ?? []), memory]);
  }
  return findings;
}

function isSame(left: Memory, right: Memory, leftTerms: ReadonlySet<string>, rightTerms: ReadonlySet<string>): boolean {
  if (left.scope !== right.scope || leftTerms.size < 2) return false;
  if (overlap(leftTerms, rightTerms) < SAME && !isPartOf(leftTerms, rightTerms) && !isPartOf(rightTerms, leftTerms))
    return false;
  return (
    conflictBetween(said(left), said(right)) === null &&
    conflictBetween(said(right), said(left)) === null &&
    sameNumbers(left, right)
  );
}

/** Whether the other says all of it, in a text that is not much longer. */
function isPartOf(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return part.size >= 4 && whole.size <= part.size * 2 && [...part].every((term) => whole.has(term));
}

function sameNumbers(left: Memory, right: Memory): boolean {
  const numbers = (memory: Memory) => (said(memory).match(/\d+(?:\.\d+)*/gu) ?? []).sort().join(' ');
  return numbers(left) === numbers(right);
}

/** The one to keep: more trusted words, then the older one, whose path others may know. */
function better(left: Memory, right: Memory): boolean {
  const trust = ORIGINS.indexOf(left.origin) - ORIGINS.indexOf(right.origin);
  return trust !== 0 ? trust < 0 : left.createdAt < right.createdAt;
}

function finding(kept: Memory, dropped: Memory, now: Date): DuplicateMemories {
  return {
    id: contentId('fnd', now, 'duplicate', kept.id, dropped.id),
    kind: 'duplicate',
    score: 0.65,
    summary: `${kept.path} and ${dropped.path} say the same: “${said(kept).slice(0, 120)}”`,
    evidence: [...kept.evidence, ...dropped.evidence].slice(0, 6),
    sessions: [...new Set([...kept.evidence, ...dropped.evidence].map(({ session }) => session))],
    memories: [kept.id, dropped.id],
  };
}

function said(memory: Memory): string {
  return memory.text.split(/\n\s*\n/u, 1)[0] ?? memory.text;
}
