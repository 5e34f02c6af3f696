import type { Memory } from '../../../memory/memory.ts';
import { conflictBetween } from '../statements/conflict.ts';

/** How alike two memories must be to say the same. */
const SAME = 0.75;

/** What a memory tells, without what stands below of where that comes from. */
export function said(memory: Memory): string {
  return memory.text.split(/\n\s*\n/u, 1)[0] ?? memory.text;
}

/** Much the same words, or all of the one in the other that is not much longer; by how many they share and have. */
export function isAlike(shared: number, left: number, right: number): boolean {
  const [fewer, more] = [Math.min(left, right), Math.max(left, right)];
  if (fewer < 2) return false;
  return shared / (left + right - shared) >= SAME || (shared === fewer && fewer >= 4 && more <= fewer * 2);
}

/** Whether two memories that are alike mean the same: one that contradicts the other, or names another number, is alike too. */
export function saysTheSame(left: Memory, right: Memory): boolean {
  return (
    numbersOf(left) === numbersOf(right) &&
    conflictBetween(said(left), said(right)) === null &&
    conflictBetween(said(right), said(left)) === null
  );
}

/** Whether each rests on sessions of its own; `groupOf` names what counts once. */
export function restApart(left: Memory, right: Memory, groupOf: (session: string) => string): boolean {
  const groups = (memory: Memory) => new Set(memory.evidence.map(({ session }) => groupOf(session)));
  const [those, these] = [groups(left), groups(right)];
  return those.size > 0 && these.size > 0 && [...those].every((group) => !these.has(group));
}

function numbersOf(memory: Memory): string {
  return (said(memory).match(/\d+(?:\.\d+)*/gu) ?? []).sort().join(' ');
}
