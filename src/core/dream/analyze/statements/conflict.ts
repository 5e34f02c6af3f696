import { overlap } from '../terms/terms.ts';
import { areAlternatives } from './alternatives.ts';
import { type Claim, readClaim } from './claim.ts';

export type ConflictKind = 'polarity' | 'number' | 'tool' | 'version' | 'path';

/** How much of their words two sentences must share to speak of one subject. */
const SAME_SUBJECT = 0.6;

/** A sentence taken apart once, to be held against many others. */
export interface Spoken {
  readonly claim: Claim;
  /** It allows for exceptions, so that another sentence need not deny it. */
  readonly hasException: boolean;
  readonly isQuestion: boolean;
}

export function readSpoken(sentence: string): Spoken {
  return {
    claim: readClaim(sentence),
    hasException: /\b(?:unless|except|exception|sometimes|instead of asking)\b/iu.test(sentence),
    isQuestion: /\?\s*$/u.test(sentence),
  };
}

/**
 * Whether a newer sentence denies an older one: the same subject with another polarity, number, tool, version or
 * path. Similarity does not see this ("always" and "never" are close), so the sentences are taken apart. Answers
 * null in doubt: another place, another time, an exception, an added detail are no contradiction.
 */
export function conflictBetween(older: string, newer: string): ConflictKind | null {
  return conflictOf(readSpoken(older), readSpoken(newer));
}

/** As {@link conflictBetween}, for sentences already taken apart. */
export function conflictOf(older: Spoken, newer: Spoken): ConflictKind | null {
  if (older.hasException || newer.hasException || newer.isQuestion) return null;
  const [was, is] = [older.claim, newer.claim];
  if (replacesTool(was, is)) return 'tool';
  if (!isSameScope(was, is)) return null;
  if (changesTool(was, is)) return 'tool';
  if (!isSameSubject(was, is)) return null;
  if (was.isAffirmed !== is.isAffirmed && sameChoice(was, is)) return 'polarity';
  if (!was.isAffirmed || !is.isAffirmed) return null;
  const value = changedValue(was, is);
  if (value !== null) return value;
  return changesPath(was, is) ? 'path' : null;
}

function isSameScope(was: Claim, is: Claim): boolean {
  if (was.scope.size === 0 && is.scope.size === 0) return true;
  // What the one calls the place the other may call the thing.
  const wasAll = new Set([...was.scope, ...was.subject]);
  const isAll = new Set([...is.scope, ...is.subject]);
  return [...was.scope].every((term) => isAll.has(term)) && [...is.scope].every((term) => wasAll.has(term));
}

function isSameSubject(was: Claim, is: Claim): boolean {
  const shared = [...was.scope].filter((term) => is.scope.has(term));
  const left = new Set([...was.subject, ...was.scope]);
  const right = new Set([...is.subject, ...is.scope]);
  if (left.size > shared.length || right.size > shared.length) {
    for (const term of shared) {
      left.delete(term);
      right.delete(term);
    }
  }
  if (left.size === 0 || right.size === 0) return false;
  const isContained = [...left].every((term) => right.has(term)) || [...right].every((term) => left.has(term));
  return overlap(left, right) >= (isContained ? 0.4 : SAME_SUBJECT);
}

/** "Use pnpm instead of npm": names the old choice and turns it down, wherever it was made. */
function replacesTool(was: Claim, is: Claim): boolean {
  const old = [...was.chosen].find((choice) => is.declined.has(choice));
  const terms = new Set([...was.subject, ...was.scope]);
  return (
    old !== undefined &&
    was.isAffirmed &&
    is.chosen.size > 0 &&
    !was.declined.has(old) &&
    [...is.scope].every((term) => terms.has(term))
  );
}

function changesTool(was: Claim, is: Claim): boolean {
  if (!was.isAffirmed || !is.isAffirmed) return false;
  const pairs = [...was.chosen].flatMap((old) => [...is.chosen].map((now) => [old, now] as const));
  const isChanged = pairs.some(
    ([old, now]) => areAlternatives(old, now) && !is.chosen.has(old) && !was.chosen.has(now),
  );
  if (!isChanged) return false;
  // The choice itself is the subject unless each names another thing that it is for.
  const [left, right] = [was.subject, is.subject];
  if (left.size === 0 || right.size === 0) return true;
  return (
    overlap(left, right) >= 0.34 ||
    [...left].every((term) => right.has(term)) ||
    [...right].every((term) => left.has(term))
  );
}

function sameChoice(was: Claim, is: Claim): boolean {
  if (was.values.length > 0 || is.values.length > 0 || was.paths.size > 0 || is.paths.size > 0) {
    const [left, right] = [named(was), named(is)];
    return overlap(left, right) === 1;
  }
  if (was.chosen.size === 0 && is.chosen.size === 0) return true;
  return overlap(new Set([...was.chosen, ...was.declined]), new Set([...is.chosen, ...is.declined])) > 0;
}

function named(claim: Claim): ReadonlySet<string> {
  return new Set([...claim.values.map(({ text }) => text), ...claim.paths]);
}

function changedValue(was: Claim, is: Claim): 'number' | 'version' | null {
  for (const old of was.values) {
    for (const now of is.values) {
      const isComparable = overlap(old.unit, now.unit) > 0 || (old.unit.size === 0 && now.unit.size === 0);
      const isRepeated =
        is.values.some(({ text }) => text === old.text) || was.values.some(({ text }) => text === now.text);
      if (isComparable && !isRepeated && old.text !== now.text)
        return old.isVersion || now.isVersion ? 'version' : 'number';
    }
  }
  return null;
}

function changesPath(was: Claim, is: Claim): boolean {
  if (was.paths.size !== 1 || is.paths.size !== 1) return false;
  const [old, now] = [[...was.paths][0] ?? '', [...is.paths][0] ?? ''];
  return old !== now && !old.startsWith(`${now}/`) && !now.startsWith(`${old}/`);
}
