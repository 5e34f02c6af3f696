import { isCurrent, linksTo, type Memory } from '../../../memory/memory.ts';
import type { MemoryConflict } from '../../finding.ts';
import { linkName } from '../../proposal-links.ts';
import { contentId } from '../content-id.ts';
import { pause } from '../pause.ts';
import { conflictOf, readSpoken, type Spoken } from '../statements/conflict.ts';
import { TermIndex } from '../terms/term-index.ts';
import { overlap } from '../terms/terms.ts';
import { CALLED } from './find-contradictions.ts';
import { instructionSentences, topicsOf } from './memory-topics.ts';

interface Told {
  readonly memory: Memory;
  readonly spoken: Spoken;
}

/** Of larger stores the newest entries are compared: the older ones were by earlier dreams. */
const MOST_COMPARED = 1_000;
/** At most this many a dream, those that nobody was asked about and with the newest word first: each is a question to a person. */
const MOST = 3;
/** Sentences that share less of the shorter one's words speak of different things. */
const LEAST_SHARED = 1 / 3;
/** Memories compared between two pauses: a few milliseconds of work. */
const AT_ONCE = 20;

interface ConflictInput {
  readonly memories: readonly Memory[];
  /** Names of the links that a person was asked about before. */
  readonly askedLinks: ReadonlySet<string>;
  readonly now: Date;
  readonly signal: AbortSignal | undefined;
}

/** Memories that both stand although the later one denies the other; those that a link says it of are known. */
export async function findMemoryConflicts({
  memories,
  askedLinks,
  now,
  signal,
}: ConflictInput): Promise<readonly MemoryConflict[]> {
  const at = now.toISOString();
  const newest = memories
    .filter((memory) => memory.supersededBy === null && isCurrent(memory, at))
    .toSorted(byAge)
    .slice(-MOST_COMPARED);
  const told = new TermIndex<Told>();
  const found: MemoryConflict[] = [];
  for (const [place, memory] of newest.entries()) {
    if (place % AT_ONCE === 0) await pause(signal);
    const sentences = instructionSentences(memory.text).map((sentence) => {
      return { topics: topicsOf(sentence), spoken: readSpoken(sentence) };
    });
    const denied = new Set<string>();
    for (const { topics, spoken } of sentences) {
      for (const { value: older, shared, size } of told.near(topics, 1)) {
        if (denied.has(older.memory.id) || shared < Math.min(size, topics.size) * LEAST_SHARED) continue;
        if (!isForOneReader(older.memory, memory) || isKnown(older.memory, memory)) continue;
        const conflict = conflictOf(older.spoken, spoken);
        if (conflict === null || (conflict === 'path' && !isOneSubject(older.spoken, spoken))) continue;
        denied.add(older.memory.id);
        found.push(finding(memory, older.memory, conflict, now));
      }
    }
    for (const { topics, spoken } of sentences) told.add({ memory, spoken }, topics);
  }
  const isAsked = ({ memories: [newer, older] }: MemoryConflict): boolean =>
    askedLinks.has(linkName(newer, 'contradicts', older)) || askedLinks.has(linkName(older, 'contradicts', newer));
  return [...found.filter(isAsked), ...found.filter((one) => !isAsked(one))].slice(-MOST);
}

function byAge(a: Memory, b: Memory): number {
  return a.validFrom === b.validFrom ? (a.id < b.id ? -1 : 1) : a.validFrom < b.validFrom ? -1 : 1;
}

/** What one agent keeps for itself need not agree with another's. */
function isForOneReader(older: Memory, newer: Memory): boolean {
  return [older, newer].every(({ scope }) => scope !== 'agent') || older.author === newer.author;
}

/** Also where neither can be linked, since people alone change what is pinned. */
function isKnown(older: Memory, newer: Memory): boolean {
  const isLinked = linksTo(newer, older.id, 'contradicts') || linksTo(older, newer.id, 'contradicts');
  return isLinked || (older.pinned && newer.pinned);
}

/** Two places of much the same thing may both be true where nobody has said that the one replaces the other. */
function isOneSubject({ claim: was }: Spoken, { claim: is }: Spoken): boolean {
  return overlap(was.subject, is.subject) === 1;
}

function finding(newer: Memory, older: Memory, conflict: MemoryConflict['conflict'], now: Date): MemoryConflict {
  const evidence = [...older.evidence, ...newer.evidence];
  return {
    id: contentId('fnd', now, 'memory conflict', newer.id, older.id),
    kind: 'contradiction',
    score: 0.5,
    summary: `${newer.path} says ${CALLED[conflict]} ${older.path}, and both stand`,
    evidence,
    sessions: [...new Set(evidence.map(({ session }) => session))],
    memory: null,
    memories: [newer.id, older.id],
    conflict,
  };
}
