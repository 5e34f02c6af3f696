import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { IndexedEvent } from '../../src/core/store.ts';

/** One question of LongMemEval-S with a haystack of its own. */
export interface BenchQuestion {
  readonly id: string;
  readonly type: string;
  readonly question: string;
  readonly events: readonly IndexedEvent[];
  /** Keys of the turns that hold the answer. */
  readonly answerTurns: ReadonlySet<string>;
  readonly answerSessions: readonly string[];
  /** Questions without an answer count for sessions only. */
  readonly isAnswerable: boolean;
}

interface Turn {
  readonly role: string;
  readonly content: string;
  readonly has_answer?: boolean;
}

interface Item {
  readonly question_id: string;
  readonly question_type: string;
  readonly question: string;
  readonly answer_session_ids: readonly string[];
  readonly haystack_session_ids: readonly string[];
  readonly haystack_dates: readonly string[];
  readonly haystack_sessions: readonly (readonly Turn[])[];
}

/** The store indexes this many bytes of an event's text. */
const INDEXED_BYTES = 2_048;

export function turnKey({ session, id }: Pick<IndexedEvent, 'session' | 'id'>): string {
  return `${session} ${id}`;
}

/** The questions in the folder, or null where there are none. */
export function readQuestions(folder: string): readonly BenchQuestion[] | null {
  const file = join(folder, 'longmemeval_s_dev60.jsonl.gz');
  if (!existsSync(file)) return null;
  const lines = gunzipSync(readFileSync(file)).toString('utf8').trim().split('\n');
  return lines.map((line) => toQuestion(JSON.parse(line)));
}

function toQuestion(item: Item): BenchQuestion {
  const turns = item.haystack_sessions.flatMap((session, number) =>
    session.map((turn, index) => ({ turn, event: toEvent(item, number, turn, index) })),
  );
  return {
    id: item.question_id,
    type: item.question_type,
    question: item.question,
    events: turns.map(({ event }) => event),
    answerTurns: new Set(turns.filter(({ turn }) => turn.has_answer === true).map(({ event }) => turnKey(event))),
    answerSessions: item.answer_session_ids,
    isAnswerable: !item.question_id.endsWith('_abs'),
  };
}

function toEvent(item: Item, session: number, turn: Turn, index: number): IndexedEvent {
  const speaker = turn.role === 'user' ? 'user' : 'assistant';
  return {
    row: 0,
    session: item.haystack_session_ids[session] ?? '',
    id: `${session}-${index}`,
    at: new Date((item.haystack_dates[session] ?? '').replace(/ \(.*?\)/, '')).toISOString(),
    type: speaker,
    agent: 'plain',
    author: null,
    origin: speaker,
    index,
    text: Buffer.from(turn.content).subarray(0, INDEXED_BYTES).toString('utf8'),
  };
}
