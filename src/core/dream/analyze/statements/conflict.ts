import { overlap } from '../terms/terms.ts';
import { areAlternatives } from './alternatives.ts';
import { type Claim, readClaim } from './claim.ts';
import { isReversed, type Order, orderOf } from './order.ts';

export type ConflictKind = 'polarity' | 'number' | 'tool' | 'version' | 'path' | 'order';

/** How much of their words two sentences must share to speak of one subject. */
const SAME_SUBJECT = 0.6;
/** As little makes it worth asking whether they do. */
const MAY_BE_SAME_SUBJECT = 0.3;

/** A sentence taken apart once, to be held against many others. */
export interface Spoken {
  readonly claim: Claim;
  readonly order: Order | null;
  /** It allows for exceptions, so that another sentence need not deny it. */
  readonly hasException: boolean;
  readonly isQuestion: boolean;
}

export function readSpoken(sentence: string): Spoken {
  return {
    claim: readClaim(sentence),
    order: orderOf(sentence),
    hasException: /\b(?:unless|except|exception|sometimes|instead of asking)\b/iu.test(sentence),
    isQuestion: /\?\s*$/u.test(sentence),
  };
}

/**
 * Whether a newer sentence denies an older one: the same subject with another polarity, number, tool, version,
 * path or order. Similarity does not see this ("always" and "never" are close), so the sentences are taken apart. Answers
 * null in doubt: another place, another time, an exception, an added detail are no contradiction.
 */
export function conflictBetween(older: string, newer: string): ConflictKind | null {
  return conflictOf(readSpoken(older), readSpoken(newer));
}

/** As {@link conflictBetween}, for sentences already taken apart. */
export function conflictOf(older: Spoken, newer: Spoken): ConflictKind | null {
  if (older.hasException || newer.hasException || newer.isQuestion) return null;
  const [was, is] = [older.claim, newer.claim];
  if (was.isAffirmed && is.isAffirmed && isReversed(older.order, newer.order)) return 'order';
  if (replacesTool(was, is) || usesDeclined(was, is)) return 'tool';
  if (turnsPreferenceRound(was, is) || deniesOutright(was, is) || deniesOutright(is, was)) return 'polarity';
  if (!isSameScope(was, is)) return null;
  if (changesTool(was, is)) return 'tool';
  if (!isSameSubject(was, is)) return null;
  if (was.isAffirmed !== is.isAffirmed && sameChoice(was, is)) return 'polarity';
  if (!was.isAffirmed || !is.isAffirmed) return null;
  const value = changedValue(was, is);
  if (value !== null) return value;
  return changesPath(was, is) ? 'path' : null;
}

/** "Never squash" denies "squash before merging": what is forbidden outright is forbidden wherever it is asked for. */
function deniesOutright(affirmed: Claim, denied: Claim): boolean {
  if (!affirmed.isAffirmed || denied.isAffirmed || denied.isHeadScoped) return false;
  if (denied.chosen.size > 0) return false;
  if (denied.declined.size > 0) {
    return overlap(denied.declined, affirmed.chosen) > 0 && isWithin(denied.head, affirmed.head);
  }
  if (denied.head.size === 0) return denied.paths.size > 0 && overlap(named(denied), named(affirmed)) === 1;
  return overlap(denied.head, affirmed.head) >= SAME_SUBJECT && sameChoice(affirmed, denied);
}

/** Whether they speak of one thing, or one of them names none. */
function isWithin(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === 0 || right.size === 0 || overlap(left, right) >= SAME_SUBJECT;
}

function turnsPreferenceRound(was: Claim, is: Claim): boolean {
  return (
    overlap(was.preferred, is.lessPreferred) >= SAME_SUBJECT && overlap(was.lessPreferred, is.preferred) >= SAME_SUBJECT
  );
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

/** "Never use npm", wherever and for whatever, is denied by anything that uses npm. */
function usesDeclined(was: Claim, is: Claim): boolean {
  if (was.scope.size > 0 || was.subject.size > 0 || was.values.length > 0 || was.paths.size > 0) return false;
  return is.isAffirmed && [...was.declined].some((tool) => is.chosen.has(tool) && !was.chosen.has(tool));
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

/**
 * Whether two people may mean the opposite though the sentences do not show it for certain: close enough that a person
 * should see both before either counts.
 */
export function mayDiffer({ claim: left }: Spoken, { claim: right }: Spoken): boolean {
  if (left.scope.size > 0 && right.scope.size > 0 && overlap(left.scope, right.scope) === 0) return false;
  const isTurnedDown = (by: Claim, of: Claim): boolean => [...of.chosen].some((choice) => by.declined.has(choice));
  if (isTurnedDown(left, right) || isTurnedDown(right, left)) return true;
  const isOther = [...left.chosen].some((one) => [...right.chosen].some((other) => areAlternatives(one, other)));
  if (isOther && left.isAffirmed && right.isAffirmed) return true;
  return left.isAffirmed !== right.isAffirmed && overlap(left.head, right.head) >= MAY_BE_SAME_SUBJECT;
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
