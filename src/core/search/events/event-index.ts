import type { IndexedEvent } from '../../store.ts';
import { Scores } from '../scores.ts';
import { VectorTable } from '../vectors/vector-table.ts';
import type { WordVectors } from '../vectors/word-vectors.ts';
import { InvertedIndex } from '../words/inverted-index.ts';
import { tokenize } from '../words/tokenize.ts';
import { eventsMadeBy, type KeptEvents } from './kept-events.ts';

/** A session as the index knows it: its events' document numbers, in the order they were added. */
export interface IndexedSession {
  readonly documents: readonly number[];
  /** Terms in all its events together. */
  readonly length: number;
}

interface GrowingSession {
  readonly name: string;
  readonly documents: number[];
  length: number;
}

/** Reads the events of those rows that there are. */
export type ReadEvents = (rows: readonly number[]) => readonly IndexedEvent[];

/** The events of every session, searchable by their terms. It only grows: rows that are taken away make a new one. */
export class EventIndex {
  /** Filled by each search, kept only so that the next need not allocate them. */
  readonly turnScores = new Scores();
  readonly sessionScores = new Scores();
  #index = new InvertedIndex();
  readonly #words: WordVectors | null;
  readonly #meanings: VectorTable;
  /** Those of a kept index are read when a question comes near them. */
  readonly #events: (IndexedEvent | undefined)[] = [];
  readonly #rows: number[] = [];
  readonly #times: number[] = [];
  readonly #sessions: GrowingSession[] = [];
  readonly #numberOfSession = new Map<string, number>();
  readonly #sessionOfDocument: number[] = [];
  readonly #placeInSession: number[] = [];
  #read: ReadEvents = () => [];

  /** Without word vectors the events are found by their words alone. */
  constructor(words: WordVectors | null = null) {
    this.#words = words;
    this.#meanings = new VectorTable(words?.dimensions ?? 0);
  }

  /** Goes on from a kept index that the same words made. */
  static from(kept: KeptEvents, words: WordVectors | null, read: ReadEvents): EventIndex {
    const index = new EventIndex(words);
    index.#index = InvertedIndex.from(kept.postings);
    index.#read = read;
    index.#meanings.setAllPacked(kept.vectors);
    for (const [document, row] of kept.rows.entries()) {
      const session = kept.sessions[kept.sessionOf[document] ?? 0] ?? '';
      index.#place(document, { row, session, time: kept.times[document] ?? 0 });
    }
    return index;
  }

  get index(): InvertedIndex {
    return this.#index;
  }

  get sessions(): readonly IndexedSession[] {
    return this.#sessions;
  }

  /** Row of the last event; 0 where there is none. */
  get lastRow(): number {
    return this.#rows.at(-1) ?? 0;
  }

  /** What was recalled into a prompt repeats memories and would answer in their place: it is counted, but not found. */
  add(event: IndexedEvent): void {
    const document = this.#index.add(event.type === 'recall' ? [] : tokenize(event.text));
    if (this.#words !== null && event.type !== 'recall') this.#meanings.set(document, this.#words.vectorOf(event.text));
    this.#events[document] = event;
    this.#place(document, { row: event.row, session: event.session, time: Date.parse(event.at) });
  }

  /** The event, where it was added here or {@link readAhead}. */
  event(document: number): IndexedEvent | undefined {
    return this.#events[document];
  }

  /** Reads those that are not known yet, together, which takes a part of the time. */
  readAhead(documents: readonly number[]): void {
    const unread = documents.filter((document) => this.#events[document] === undefined);
    if (unread.length === 0) return;
    const byRow = new Map(unread.map((document) => [this.#rows[document] ?? 0, document]));
    for (const event of this.#read([...byRow.keys()])) this.#events[byRow.get(event.row) ?? 0] = event;
  }

  /** When it happened, in milliseconds. */
  timeOf(document: number): number {
    return this.#times[document] ?? 0;
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

  keep(): KeptEvents {
    return {
      madeBy: eventsMadeBy(this.#words),
      postings: this.#index.postings(),
      rows: Int32Array.from(this.#rows),
      times: Float64Array.from(this.#times),
      sessionOf: Int32Array.from(this.#sessionOfDocument),
      sessions: this.#sessions.map(({ name }) => name),
      vectors: this.#meanings.allPacked(this.#words === null ? 0 : this.#rows.length),
    };
  }

  #place(document: number, event: { readonly row: number; readonly session: string; readonly time: number }): void {
    let number = this.#numberOfSession.get(event.session);
    if (number === undefined) {
      number = this.#sessions.length;
      this.#numberOfSession.set(event.session, number);
      this.#sessions.push({ name: event.session, documents: [], length: 0 });
    }
    this.#rows.push(event.row);
    this.#times.push(event.time);
    this.#sessionOfDocument.push(number);
    const session = this.#sessions[number];
    if (session === undefined) return;
    this.#placeInSession.push(session.documents.length);
    session.documents.push(document);
    session.length += this.#index.length(document);
  }
}
