import { isCurrent, type Memory } from '../../../memory/memory.ts';
import type { MultiAgentFinding } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { SessionDigest, TouchedFile } from '../digest/digest.ts';
import type { SessionPlaces } from '../session-places.ts';
import { TermIndex } from '../terms/term-index.ts';
import { contentTerms } from '../terms/terms.ts';

/** Reading this many of the same files, and this share of the shorter list, is the same work done twice. */
const SAME_READS = 6;
const SAME_READS_SHARE = 0.7;
const SAME_LESSON = 0.7;
const MOST = 5;

interface MultiAgentInput {
  readonly digests: readonly SessionDigest[];
  readonly memories: readonly Memory[];
  readonly places: SessionPlaces;
  readonly now: Date;
}

/** Agents that worked at the same time: edits that collide, work done twice; and what several of them learned apart. */
export function findMultiAgent(input: MultiAgentInput): readonly MultiAgentFinding[] {
  const together = overlappingPairs(input.digests).filter(
    ([left, right]) => input.places.isNew(left.session) || input.places.isNew(right.session),
  );
  const found = together.flatMap(([left, right]) => [
    ...listOf(conflictingEdits(left, right, input.now)),
    ...listOf(sameReads(left, right, input.now)),
  ]);
  found.push(...heldEdits(input));
  const worst = found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MOST);
  return [...worst, ...lessonsLearnedApart(input.memories, input.now)];
}

/** Different sessions in one folder that ran at the same time; a resumed copy is the same session again. */
function overlappingPairs(digests: readonly SessionDigest[]): readonly (readonly [SessionDigest, SessionDigest])[] {
  const byStart = digests
    .filter(({ folder, touched, reads }) => folder !== '' && (touched.length > 0 || Object.keys(reads).length > 0))
    .toSorted((a, b) => (a.started < b.started ? -1 : 1));
  const pairs: [SessionDigest, SessionDigest][] = [];
  for (const [place, left] of byStart.entries()) {
    const marks = new Set(left.fingerprints);
    for (let next = place + 1; ; next += 1) {
      const right = byStart[next];
      if (right === undefined || right.started > left.ended) break;
      const isCopy = right.fingerprints.some((mark) => marks.has(mark));
      if (left.folder === right.folder && !isCopy) pairs.push([left, right]);
    }
  }
  return pairs;
}

function conflictingEdits(left: SessionDigest, right: SessionDigest, now: Date): MultiAgentFinding | null {
  const other = new Map(right.touched.map((touched) => [touched.file, touched]));
  const collided = left.touched.flatMap((touched) => {
    const match = other.get(touched.file);
    return match !== undefined && interleave(touched, match) ? [[touched, match] as const] : [];
  });
  const [first] = collided;
  if (first === undefined) return null;
  const files = collided.map(([{ file }]) => `\`${file}\``);
  return {
    id: contentId('fnd', now, 'colliding-edits', left.session, right.session),
    kind: 'multi-agent',
    score: Math.min(0.5, 0.3 + 0.05 * collided.length),
    summary: `${relation(left, right)} edited ${files.slice(0, 3).join(', ')} at the same time`,
    evidence: [first[0].evidence, first[1].evidence],
    sessions: [left.session, right.session],
    memories: [],
  };
}

/** Agents that wanted to change the same file at the same time, and were kept from it. */
function heldEdits({ digests, places, now }: MultiAgentInput): readonly MultiAgentFinding[] {
  const bySession = new Map(digests.map((digest) => [digest.session, digest]));
  return digests.flatMap((digest) => {
    const [first] = digest.held;
    if (first === undefined || !places.isNew(digest.session)) return [];
    const holder = bySession.get(first.holder);
    const files = [...new Set(digest.held.map(({ file }) => `\`${file}\``))];
    const who = holder === undefined ? `${digest.agent} and another agent` : relation(holder, digest);
    return [
      {
        id: contentId('fnd', now, 'held-edits', digest.session, first.holder),
        kind: 'multi-agent',
        score: Math.min(0.45, 0.25 + 0.05 * digest.held.length),
        summary: `${who} wanted to change ${files.slice(0, 3).join(', ')} at the same time; ${digest.held.length === 1 ? 'one edit was' : `${digest.held.length} edits were`} held off`,
        evidence: digest.held.map(({ evidence }) => evidence).slice(0, 6),
        sessions: holder === undefined ? [digest.session] : [holder.session, digest.session],
        memories: [],
      },
    ];
  });
}

/** One wrote between the first and the last edit of the other. */
function interleave(left: TouchedFile, right: TouchedFile): boolean {
  return left.first <= right.last && right.first <= left.last;
}

/** The same files read by both: work done twice, or a hand-off that did not tell what had been read. */
function sameReads(left: SessionDigest, right: SessionDigest, now: Date): MultiAgentFinding | null {
  const [known, read] = [Object.keys(left.reads), Object.keys(right.reads)];
  const shared = read.filter((file) => Object.hasOwn(left.reads, file));
  const fewer = Math.min(known.length, read.length);
  if (shared.length < SAME_READS || shared.length / fewer < SAME_READS_SHARE) return null;
  const isHandOff = left.parentSession === right.session || right.parentSession === left.session;
  const files = shared.slice(0, 3).map((file) => `\`${file}\``);
  return {
    id: contentId('fnd', now, 'same-reads', left.session, right.session),
    kind: 'multi-agent',
    score: Math.min(0.45, 0.2 + 0.02 * shared.length),
    summary: isHandOff
      ? `A hand-off lost what was known: ${shared.length} files such as ${files.join(', ')} were read on both sides of it`
      : `${relation(left, right)} read the same ${shared.length} files, such as ${files.join(', ')}`,
    evidence: [left.opening, right.opening].filter((evidence) => evidence !== null),
    sessions: [left.session, right.session],
    memories: [],
  };
}

function relation(left: SessionDigest, right: SessionDigest): string {
  if (left.agent !== right.agent) return `${left.agent} and ${right.agent}`;
  const areSiblings = left.parentSession !== null && left.parentSession === right.parentSession;
  return areSiblings ? `Two subagents (${left.agent})` : `Two sessions of ${left.agent}`;
}

/** The same lesson in the own scopes of several agents is worth sharing; a person decides. */
function lessonsLearnedApart(memories: readonly Memory[], now: Date): readonly MultiAgentFinding[] {
  const at = now.toISOString();
  const own = memories
    .filter((memory) => memory.scope === 'agent' && isCurrent(memory, at))
    .toSorted((a, b) => (a.createdAt === b.createdAt ? (a.id < b.id ? -1 : 1) : a.createdAt < b.createdAt ? -1 : 1));
  const index = new TermIndex<Memory>();
  const found = new Map<string, Memory[]>();
  for (const memory of own) {
    const terms = new Set(contentTerms(memory.text.split(/\n\s*\n/u, 1)[0] ?? memory.text));
    const twin = index
      .near(terms, terms.size * SAME_LESSON)
      .find(
        ({ shared, size, value }) =>
          shared / (size + terms.size - shared) >= SAME_LESSON && value.author !== memory.author,
      );
    if (twin === undefined) index.add(memory, terms);
    else found.set(twin.value.id, [...(found.get(twin.value.id) ?? [twin.value]), memory]);
  }
  return [...found.values()].map((same) => ({
    id: contentId('fnd', now, 'learned-apart', ...same.map(({ id }) => id)),
    kind: 'multi-agent',
    score: 0.5,
    summary: `${[...new Set(same.map(({ author }) => author))].join(' and ')} learned the same apart: “${(same[0]?.text ?? '').split('\n', 1)[0]?.slice(0, 120)}”`,
    evidence: same.flatMap(({ evidence }) => evidence).slice(0, 6),
    sessions: [...new Set(same.flatMap(({ evidence }) => evidence.map(({ session }) => session)))],
    memories: same.map(({ id }) => id),
  }));
}

function listOf<Item>(item: Item | null): readonly Item[] {
  return item === null ? [] : [item];
}
