import type { IndexedEvent } from '../../store.ts';
import { Scores } from '../scores.ts';
import { VectorTable } from '../vectors/vector-table.ts';
import type { WordVectors } from '../vectors/word-vectors.ts';
import { InvertedIndex } from '../words/inverted-index.ts';
import { tokenize } from '../words/tokenize.ts';

/** A session as the index knows it: its events' document numbers, in the order they were added. */
export interface IndexedSession {
  readonly documents: readonly number[];
  /** Terms in all its events together. */
  readonly length: number;
}

interface GrowingSession {
  readonly documents: number[];
  length: number;
}

/** The events of every session, searchable by their terms. It only grows: rows that are taken away make a new one. */
export class EventIndex {
  readonly index = new InvertedIndex();
  /** Filled by each search, kept only so that the next need not allocate them. */
  readonly turnScores = new Scores();
  readonly sessionScores = new Scores();
  readonly #words: WordVectors | null;
  readonly #meanings: VectorTable;
  readonly #events: IndexedEvent[] = [];
  readonly #sessions: GrowingSession[] = [];
  readonly #numberOfSession = new Map<string, number>();
  readonly #sessionOfDocument: number[] = [];
  readonly #placeInSession: number[] = [];

  /** Without word vectors the events are found by their words alone. */
  constructor(words: WordVectors | null = null) {
    this.#words = words;
    this.#meanings = new VectorTable(words?.dimensions ?? 0);
  }

  get sessions(): readonly IndexedSession[] {
    return this.#sessions;
  }

  /** What was recalled into a prompt repeats memories and would answer in their place: it is counted, but not found. */
  add(event: IndexedEvent): void {
    const terms = event.type === 'recall' ? [] : tokenize(event.text);
    const document = this.index.add(terms);
    if (this.#words !== null && event.type !== 'recall') this.#meanings.set(document, this.#words.vectorOf(event.text));
    let number = this.#numberOfSession.get(event.session);
    if (number === undefined) {
      number = this.#sessions.length;
      this.#numberOfSession.set(event.session, number);
      this.#sessions.push({ documents: [], length: 0 });
    }
    this.#events.push(event);
    this.#sessionOfDocument.push(number);
    const session = this.#sessions[number];
    if (session === undefined) return;
    this.#placeInSession.push(session.documents.length);
    session.documents.push(document);
    session.length += terms.length;
  }

  event(document: number): IndexedEvent | undefined {
    return this.#events[document];
  }

  /** Place of the document's session in {@link sessions}. */
  sessionOf(document: number): number {
    return this.#sessionOfDocument[document] ?? 0;
  }

  /** How near each document's meaning is to the text's, -1 to 1; empty without word vectors. Holds until the next call. */
  likeness(text: string): Float32Array {
    return this.#meanings.cosines(this.#words?.vectorOf(text) ?? new Float32Array(0));
  }

  /** The documents just before and after in the same session. */
  neighbours(document: number): readonly number[] {
    const documents = this.#sessions[this.sessionOf(document)]?.documents ?? [];
    const place = this.#placeInSession[document] ?? 0;
    return [documents[place - 1], documents[place + 1]].filter((neighbour) => neighbour !== undefined);
  }
}
