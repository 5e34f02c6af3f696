import { fuseNeighbours } from '../graph/fuse-neighbours.ts';
import { composePrompt } from '../memory/compose-prompt.ts';
import type { Memory } from '../memory/memory.ts';
import { isReadBy } from '../memory/own-memory.ts';
import type {
  MemoryHit,
  PromptCandidates,
  PromptMemories,
  PromptOccasion,
  RecallHit,
  RecallOptions,
} from '../memory/recall.ts';
import { type RewardStanding, rewardStanding } from '../outcomes/reward-standing.ts';
import type { Store, StoreView } from '../store.ts';
import { EventReader, type EventSource } from './events/event-reader.ts';
import { EVENT_WEIGHTS } from './events/event-weights.ts';
import { type FoundEvent, searchEvents } from './events/search-events.ts';
import { comparable, eventHit, memoryHit, standingHit } from './hits.ts';
import { addMemory, type IndexedMemories, joinMemories } from './indexed-memories.ts';
import { holdsAt, type Past, pastOf } from './memories-as-of.ts';
import { type FoundMemory, MemoryIndex } from './memory-index.ts';
import { PastMemories } from './past-memories.ts';
import { promptAnswers } from './prompt-answers.ts';
import { parseQuestion, type Question } from './question/question.ts';
import { type QuestionMeaning, textsOfMeaning } from './question/question-meaning.ts';
import { inSlices } from './slices.ts';
import { standingMemories } from './standing-memories.ts';
import { startMemories } from './start-memories.ts';
import type { EmbedCall, MemoryVectors } from './vectors/memory-vectors.ts';
import type { WordVectors } from './vectors/word-vectors.ts';
import { TERMS_MADE } from './words/kept-index.ts';

/** Memories weighed for a prompt; the budget cuts long before. */
const PROMPT_CANDIDATES = 50;

/** Hits beyond the limit that a neighbour may lift into it. */
const BEYOND = 20;
/** How much nearness to the best hits counts beside words and meaning; `bench:recall` tells what it does. */
const NEIGHBOUR_WEIGHT = 0.3;

/** Memories whose words are read anew at the next start; fewer take no time that anyone feels. */
const WORTH_KEEPING = 500;

/** What tells meanings; null where it is missing: then the words alone decide. */
interface SearchMeanings {
  readonly words: WordVectors | null;
  readonly memories: MemoryVectors | null;
}

/** A search over one store; empty until its first `sync`. */
export function createSearch(meanings: SearchMeanings = { words: null, memories: null }): Search {
  return new Search(meanings);
}

/** Search over one store's memories and events, kept in memory between questions. */
class Search {
  readonly #vectors: MemoryVectors | null;
  readonly #events: EventReader;
  #present: IndexedMemories;
  /** Generation, sequence and last event that uses and rewards were read at. */
  #usedAt = '';
  /** Generation and last version of the view that the memories were read from. */
  #readAt = { generation: Number.NaN, version: 0 };
  #view: StoreView | null = null;
  #uses: ReadonlyMap<string, number> = new Map();
  #rewards: RewardStanding = rewardStanding(new Map());
  readonly #past: PastMemories;
  #readingMemories: Promise<void> = Promise.resolve();
  #readingEvents: Promise<void> = Promise.resolve();

  constructor({ words, memories }: SearchMeanings) {
    this.#vectors = memories;
    this.#present = joinMemories(new MemoryIndex(memories), null);
    this.#events = new EventReader(words);
    this.#past = new PastMemories(memories);
  }

  /** Takes in what the store has gained and lost since the last time; yields to others while there is much to read. */
  async sync(source: EventSource): Promise<void> {
    await this.syncMemories(source);
    const next = this.#readingEvents.then(() => this.#events.read(source));
    this.#readingEvents = next.catch(() => undefined);
    await next;
  }

  /** As much as answers about memories need: they need not wait until a long past is read. */
  syncMemories(source: EventSource): Promise<void> {
    const next = this.#readingMemories.then(() => this.#bringUpToDate(source));
    this.#readingMemories = next.catch(() => undefined);
    return next;
  }

  /** Keeps the indexes for the next start, where much of them is new. */
  keepIndex(store: Pick<Store, 'view' | 'indexes'>): void {
    this.#events.keep(store);
    const { generation, version } = this.#readAt;
    const isPresent = generation === store.view.generation && version === store.view.lastVersion;
    const { index, graph } = this.#present;
    if (index.unkept >= WORTH_KEEPING && isPresent)
      store.indexes.keepMemories({ termsMade: TERMS_MADE, words: index.keep(), nodes: graph.keep() });
  }

  /** Gives the memories that lack a vector theirs; stopped in between, it goes on there the next time. */
  async embedMemories(call: EmbedCall): Promise<void> {
    await this.#vectors?.embed(this.#present.index.unembedded(), call, (memory, packed) => {
      this.#present.index.setVector(memory, packed);
      this.#past.forget();
    });
  }

  /** The same for the texts that memories had at the time asked for, of as many as one question may ask. */
  embedPast(past: Past, most: number, call: EmbedCall): Promise<void> {
    return this.#past.embed(this.#view, past, most, call);
  }

  /** The question's vectors, or null where no memory could be compared with it. */
  async meaningOf(query: string, now: Date, signal?: AbortSignal): Promise<QuestionMeaning | null> {
    const isComparable = this.#present.index.hasVectors() || this.#past.hasVectors;
    if (this.#vectors === null || !isComparable) return null;
    const [whole, ...parts] = (await this.#vectors.ofQuestion(textsOfMeaning(parseQuestion(query, now)), signal)) ?? [];
    return whole === undefined ? null : { whole, parts };
  }

  /** What answers the query, best first; the same store, query, meaning and time give the same answer. */
  recall(
    query: string,
    options: RecallOptions,
    now: Date,
    meaning: QuestionMeaning | null = null,
  ): readonly RecallHit[] {
    const question = parseQuestion(query, now);
    const memories =
      options.within === 'sessions' ? [] : this.#findMemories({ question, meaning }, options, now).map(memoryHit);
    const events = options.within === 'memories' ? [] : this.#findEvents(question, options).map(eventHit);
    return [...memories, ...events].toSorted((a, b) => b.score - a.score).slice(0, options.limit);
  }

  /** Standing preferences and instructions first, then what answers the query, within the budget. */
  recallForPrompt(
    query: string,
    budgetTokens: number,
    now: Date,
    meaning: QuestionMeaning | null = null,
    occasion: PromptOccasion = 'question',
  ): PromptMemories {
    return composePrompt(this.promptCandidates(query, now, meaning, occasion), occasion, budgetTokens);
  }

  /** What a prompt's memories are chosen from. */
  promptCandidates(
    query: string,
    now: Date,
    meaning: QuestionMeaning | null,
    occasion: PromptOccasion,
    reader?: string,
  ): PromptCandidates {
    const at = now.toISOString();
    const current = (this.#view?.memories() ?? []).filter(
      (memory) => this.#holds(memory, at) && isReadBy(memory, reader),
    );
    const uses = (id: string) => this.#uses.get(id) ?? 0;
    const service = (id: string) => ({
      uses: uses(id),
      reward: this.#rewards.rewardRank(id),
      isExplored: this.#rewards.isExplored(id),
    });
    return {
      standing: standingMemories(current, uses).map(standingHit),
      started: occasion === 'question' ? [] : startMemories(current, service, PROMPT_CANDIDATES).map(memoryHit),
      answers: occasion === 'session-start' ? [] : this.#answers(query, now, meaning, reader),
    };
  }

  #answers(query: string, now: Date, meaning: QuestionMeaning | null, reader?: string): readonly MemoryHit[] {
    const question = parseQuestion(query, now);
    const found = this.#findMemories(
      { question, meaning },
      { limit: PROMPT_CANDIDATES, ...(reader !== undefined && { reader }) },
      now,
    );
    return promptAnswers(found).map(memoryHit);
  }

  async #bringUpToDate(source: EventSource): Promise<void> {
    const { view } = source;
    const { generation, lastVersion } = view;
    this.#view = view;
    if (generation !== this.#readAt.generation) await this.#begin(source);
    else if (lastVersion !== this.#readAt.version) await this.#readChanged(this.#present, view, this.#readAt.version);
    this.#readAt = { generation, version: lastVersion };
    this.#readUses(view);
  }

  /** What the store has kept for a start spares reading every text anew. */
  async #begin(source: EventSource): Promise<void> {
    const { view } = source;
    const found = source.indexes.memories();
    this.#vectors?.reload();
    const index = new MemoryIndex(this.#vectors);
    const kept = found?.kept.termsMade === TERMS_MADE ? found.kept : undefined;
    if (kept !== undefined) {
      const vector = (id: string): Uint8Array | null => this.#vectors?.kept(id) ?? null;
      index.restore(kept.words, { memory: (id) => view.memory(id), memories: (ids) => view.memoriesOf(ids), vector });
    }
    const present = joinMemories(index, view, kept?.nodes);
    if (found === null || kept === undefined) await inSlices(view.memories(), (memory) => addMemory(present, memory));
    else await this.#readChanged(present, view, found.version);
    this.#present = present;
  }

  async #readChanged(present: IndexedMemories, view: StoreView, after: number): Promise<void> {
    this.#past.forget();
    await inSlices(view.changedMemories(after), (id) => {
      const memory = view.memory(id);
      if (memory !== undefined) {
        addMemory(present, memory);
        return;
      }
      present.index.remove(id);
      present.graph.remove(id);
      this.#vectors?.forget(id);
    });
  }

  /** How memories were used is told by events, and changes with nothing else. Those recalled together are near. */
  #readUses(view: StoreView): void {
    const usedAt = `${readingOf(view)}:${view.lastEvent}`;
    if (usedAt === this.#usedAt) return;
    this.#usedAt = usedAt;
    this.#uses = view.useCounts();
    this.#rewards = rewardStanding(view.rewardCounts());
    this.#past.forget();
    this.#present.graph.setCoUsed(view.relations('co-used'));
  }

  #findMemories(
    { question, meaning }: { readonly question: Question; readonly meaning: QuestionMeaning | null },
    options: Omit<RecallOptions, 'within'>,
    now: Date,
  ): readonly FoundMemory[] {
    const { limit, reader } = options;
    const past = pastOf(options);
    const at = past?.at ?? now.toISOString();
    const { index, graph } = past === null ? this.#present : this.#past.of(this.#view, past);
    const uses = (id: string) => this.#uses.get(id) ?? 0;
    const successors = past?.knownAt === undefined ? this.#present.index : index;
    const holds = (memory: Memory) => isReadBy(memory, reader) && holdsAt(memory, at, (id) => successors.get(id));
    const search = { limit: limit + BEYOND, meaning, holds, uses, ...this.#rewards };
    const held = (id: string): Memory | undefined => {
      const memory = index.get(id);
      return memory !== undefined && holds(memory) ? memory : undefined;
    };
    const found = index.search(question, search);
    return comparable(fuseNeighbours(found, graph, { limit, weight: NEIGHBOUR_WEIGHT, at, held }));
  }

  #findEvents(question: Question, { limit, asOf, knownAt }: RecallOptions): readonly FoundEvent[] {
    const ends = [asOf, knownAt].flatMap((end) => (end === undefined ? [] : [new Date(end).toISOString()]));
    const until = ends.toSorted()[0] ?? null;
    return comparable(searchEvents(this.#events.index, question, { limit, until, weights: EVENT_WEIGHTS }));
  }

  #holds(memory: Memory, at: string): boolean {
    return holdsAt(memory, at, (id) => this.#present.index.get(id));
  }
}

/** Changes whenever anything that the journal tells does. */
function readingOf({ generation, sequence }: StoreView): string {
  return `${generation}:${sequence}`;
}
