import type { Memory } from '../memory/memory.ts';
import { quoteForPrompt } from '../memory/prompt.ts';
import type { EventHit, MemoryHit, PromptMemories, RecallHit, RecallOptions } from '../memory/recall.ts';
import type { StoreView } from '../store.ts';
import { EventIndex } from './event-index.ts';
import { type EventSource, readEvents } from './event-reader.ts';
import { holdsAt, memoriesAsOf } from './memories-as-of.ts';
import { MemoryIndex } from './memory-index.ts';
import { parseQuestion, type Question } from './question.ts';
import { EVENT_WEIGHTS, searchEvents } from './search-events.ts';
import { standingMemories } from './standing-memories.ts';

/** Memories weighed for a prompt; the budget cuts long before. */
const PROMPT_CANDIDATES = 50;
/** A memory this far below the best one for the query is no answer to it. */
const LEAST_SHARE = 0.25;

/** A search over one store; empty until its first `sync`. */
export function createSearch(): Search {
  return new Search();
}

/** Search over one store's memories and events, kept in memory between questions. */
class Search {
  readonly #memories = new MemoryIndex();
  #events = new EventIndex();
  #sequence = -1;
  #view: StoreView | null = null;
  #uses: ReadonlyMap<string, number> = new Map();
  #past: { readonly at: string; readonly index: MemoryIndex } | null = null;
  #syncing: Promise<void> = Promise.resolve();

  /** Takes in what the store has gained and lost since the last time; yields to others while there is much to read. */
  sync(source: EventSource): Promise<void> {
    const next = this.#syncing.then(() => this.#bringUpToDate(source));
    this.#syncing = next.catch(() => undefined);
    return next;
  }

  /** What answers the query, best first; the same store, query and time give the same answer. */
  recall(query: string, options: RecallOptions, now: Date): readonly RecallHit[] {
    const question = parseQuestion(query, now);
    const memories = options.within === 'sessions' ? [] : this.#recallMemories(question, options, now);
    const events = options.within === 'memories' ? [] : this.#recallEvents(question, options);
    return [...memories, ...events].toSorted((a, b) => b.score - a.score).slice(0, options.limit);
  }

  /** Standing preferences and instructions first, then what answers the query, within the budget. */
  recallForPrompt(query: string, budgetTokens: number, now: Date): PromptMemories {
    const at = now.toISOString();
    const current = this.#memories.memories().filter((memory) => this.#holds(memory, at));
    const standing = standingMemories(current, (id) => this.#uses.get(id) ?? 0).map(standingHit);
    const found = this.#recallMemories(parseQuestion(query, now), { limit: PROMPT_CANDIDATES }, now);
    const least = (found[0]?.score ?? 0) * LEAST_SHARE;
    const always = new Set(standing.map(({ id }) => id));
    const asked = found.filter(({ id, score }) => score >= least && !always.has(id));
    return quoteForPrompt([...standing, ...asked], budgetTokens);
  }

  async #bringUpToDate(source: EventSource): Promise<void> {
    const { view } = source;
    const hasChanged = view !== this.#view || view.sequence !== this.#sequence;
    if (hasChanged) this.#readMemories(view);
    this.#uses = view.useCounts();
    this.#events = await readEvents(source, this.#events, hasChanged);
  }

  #readMemories(view: StoreView): void {
    const kept = new Set<string>();
    for (const memory of view.memories()) {
      kept.add(memory.id);
      if (!isSame(this.#memories.get(memory.id), memory)) this.#memories.add(memory);
    }
    for (const { id } of this.#memories.memories()) if (!kept.has(id)) this.#memories.remove(id);
    this.#view = view;
    this.#sequence = view.sequence;
    this.#past = null;
  }

  #recallMemories(
    question: Question,
    { limit, asOf }: Pick<RecallOptions, 'limit' | 'asOf'>,
    now: Date,
  ): readonly MemoryHit[] {
    const at = asOf === undefined ? now.toISOString() : new Date(asOf).toISOString();
    const index = asOf === undefined ? this.#memories : this.#memoriesAsOf(at);
    const uses = (id: string) => this.#uses.get(id) ?? 0;
    const holds = (memory: Memory) => this.#holds(memory, at);
    return index.search(question, { limit, holds, uses }).map(({ memory, score, why }) => {
      return { kind: 'memory', id: memory.id, path: memory.path, text: memory.text, memory, score, why };
    });
  }

  #recallEvents(question: Question, { limit, asOf }: RecallOptions): readonly EventHit[] {
    const until = asOf === undefined ? null : new Date(asOf).toISOString();
    return searchEvents(this.#events, question, { limit, until, weights: EVENT_WEIGHTS }).map(
      ({ event: { id, session, at, text }, score, why }) => ({ kind: 'event', id, session, at, text, score, why }),
    );
  }

  #memoriesAsOf(at: string): MemoryIndex {
    if (this.#past?.at === at) return this.#past.index;
    const index = new MemoryIndex();
    for (const memory of this.#view === null ? [] : memoriesAsOf(this.#view, at)) index.add(memory);
    this.#past = { at, index };
    return index;
  }

  #holds(memory: Memory, at: string): boolean {
    return holdsAt(memory, at, (id) => this.#memories.get(id));
  }
}

function standingHit(memory: Memory): MemoryHit {
  const why = [memory.pinned ? 'pinned' : 'standing preference'];
  return { kind: 'memory', id: memory.id, path: memory.path, text: memory.text, memory, score: 1, why };
}

function isSame(known: Memory | undefined, memory: Memory): boolean {
  if (known === undefined) return false;
  return known === memory || JSON.stringify(known) === JSON.stringify(memory);
}
