import { isCurrent, type Memory } from '../../../memory/memory.ts';
import type { Contradiction, Statement } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import { conflictBetween } from '../statements/conflict.ts';
import { instructionSentences, topicsOf } from './memory-topics.ts';

/** How a person reads of each conflict: what follows is what it is held against. */
export const CALLED: Readonly<Record<Contradiction['conflict'], string>> = {
  polarity: 'the opposite of',
  number: 'another number than',
  tool: 'another choice than',
  version: 'another version than',
  path: 'another place than',
  order: 'another order than',
};

/** Memories that a newer statement of a person denies; the statement must be meant to last. */
export function findContradictions(
  memories: readonly Memory[],
  statements: readonly Statement[],
  now: Date,
): readonly Contradiction[] {
  const lasting = statements.filter(({ standing }) => standing === 'explicit' || standing === 'implied');
  const speakingOf = new Map<string, Statement[]>();
  for (const statement of lasting) {
    for (const topic of topicsOf(statement.text)) speakingOf.set(topic, [...(speakingOf.get(topic) ?? []), statement]);
  }
  return memories
    .filter((memory) => isCurrent(memory, now.toISOString()))
    .flatMap((memory) => {
      const near = new Set([...topicsOf(memory.text)].flatMap((topic) => speakingOf.get(topic) ?? []));
      return [...near].flatMap((statement) => contradiction(memory, statement, now) ?? []);
    });
}

function contradiction(memory: Memory, statement: Statement, now: Date): Contradiction | null {
  if (statement.lastAt <= latestWord(memory)) return null;
  const conflict = instructionSentences(memory.text)
    .map((sentence) => conflictBetween(sentence, statement.text))
    .find((found) => found !== null);
  if (conflict === undefined) return null;
  return {
    id: contentId('fnd', now, 'contradiction', memory.id, statement.text),
    kind: 'contradiction',
    score: statement.standing === 'explicit' ? 0.88 : 0.7,
    summary: `“${statement.text}” says ${CALLED[conflict]} the memory ${memory.path}`,
    evidence: statement.evidence,
    sessions: statement.sessions,
    memory: memory.id,
    conflict,
    statement,
  };
}

/** Since when the memory's own words stand: a person may have saved it later than it was first said. */
function latestWord(memory: Memory): string {
  return memory.evidence.length > 0 ? memory.validFrom : memory.updatedAt;
}
