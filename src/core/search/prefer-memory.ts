import type { Memory } from '../memory/memory.ts';
import type { Question } from './question/question.ts';
import { isWithin } from './question/question-times.ts';
import { tokenize } from './words/tokenize.ts';

/** A reason to prefer what was found, and how much. */
export interface Preference {
  readonly factor: number;
  readonly why: string;
}

/** As of events, and less: a memory is dated by when it was written down, and says what several people said. */
const IN_TIME = 1.25;
const NAMED_AUTHOR = 1.25;
const AGENTS_WORDS = 1.1;

/** What speaks for a memory as the one that was asked for: when it came to hold or was written, and by whom. */
export function preferMemory(memory: Memory, question: Question): readonly Preference[] {
  const preferences: Preference[] = [];
  const time = question.times.find((asked) =>
    [memory.validFrom, memory.createdAt, memory.updatedAt].some((at) => isWithin(Date.parse(at), asked)),
  );
  if (time !== undefined) preferences.push({ factor: IN_TIME, why: `time: ${time.words}` });
  const names = tokenize(memory.author);
  if (names.some((name) => question.terms.some(({ term }) => term === name))) {
    preferences.push({ factor: NAMED_AUTHOR, why: `said by ${memory.author}` });
  }
  if (question.speaker === 'assistant' && memory.origin === 'assistant') {
    preferences.push({ factor: AGENTS_WORDS, why: "the agent's own words" });
  }
  return preferences;
}
