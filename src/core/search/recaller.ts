import { setTimeout as wait } from 'node:timers/promises';
import type { ProbeMeanings } from '../dream/probe.ts';
import type { CallOptions } from '../dreamwright.ts';
import type { PromptCandidates, PromptOccasion, RecallHit, RecallOptions } from '../memory/recall.ts';
import type { Store } from '../store.ts';
import { type Past, pastOf } from './memories-as-of.ts';
import { parseQuestion } from './question/question.ts';
import { type QuestionMeaning, textsOfMeaning } from './question/question-meaning.ts';
import { createSearch } from './search.ts';
import { BackgroundEmbedding } from './vectors/background-embedding.ts';
import type { Embedder } from './vectors/embedder.ts';
import { MemoryVectors } from './vectors/memory-vectors.ts';
import type { WordVectors } from './vectors/word-vectors.ts';

/** What tells how near texts are in meaning. */
export interface Meanings {
  /** For the many events, loaded when they are first searched; null where the file is missing. */
  readonly loadWords: () => WordVectors | null;
  /** For memories and the questions about them. */
  readonly embedder: Embedder;
  /**
   * `complete`: an answer waits for every vector, so that the same store gives the same answer. `background`: it takes
   * those there are, while the others are made.
   */
  readonly mode: 'complete' | 'background';
  /** What could not be loaded, one clear line each. */
  readonly notices: readonly string[];
}

/** Recall over one store: follows the store, its vectors and the question's, and answers. */
export interface Recaller {
  recall(query: string, options: RecallOptions, now: Date, call?: CallOptions): Promise<readonly RecallHit[]>;
  promptCandidates(query: string, now: Date, occasion: PromptOccasion, reader?: string): Promise<PromptCandidates>;
  /** What tells meanings to questions about a copy of the memories; null where the words alone decide. */
  probeMeanings(now: Date): ProbeMeanings | null;
  /** Why less is found than could be, one clear line each. */
  notices(): readonly string[];
  /** Before the store closes. */
  close(): Promise<void>;
}

type Search = ReturnType<typeof createSearch>;

/** Longest wait for a question's vector while a person looks on. */
const PATIENCE_MS = 1_000;
/** Texts of former times that get their vectors for one question; further ones for the next. */
const PAST_TEXTS = 200;

/** Without meanings the words alone decide. */
export function createRecaller(store: Store, meanings: Meanings | null): Recaller {
  const isComplete = meanings?.mode === 'complete';
  const patience = isComplete ? Number.POSITIVE_INFINITY : PATIENCE_MS;
  const vectors = meanings === null ? null : new MemoryVectors({ embedder: meanings.embedder, store, patience });
  let started: Search | undefined;

  const searched = async (within: RecallOptions['within'] = 'all') => {
    await store.refresh();
    started ??= createSearch({ words: meanings?.loadWords() ?? null, memories: vectors });
    await (within === 'memories' ? started.syncMemories(store) : started.sync(store));
    return started;
  };
  const meaningOf = async (
    search: Search,
    query: string,
    now: Date,
    { past, signal, onProgress }: CallOptions & { readonly past?: Past | null } = {},
  ): Promise<QuestionMeaning | null> => {
    const tell = (step: number, steps: number): void => onProgress?.({ step, steps, label: 'Embedding memories' });
    if (isComplete) await search.embedMemories({ signal, onProgress: tell });
    if (past != null && vectors !== null) {
      const most = isComplete ? Number.POSITIVE_INFINITY : PAST_TEXTS;
      const made = search.embedPast(past, most, { signal, onProgress: tell });
      // What is not ready in time is for the next question.
      await (isComplete ? made : Promise.race([made, wait(PATIENCE_MS, null, { ref: false })]));
    }
    return search.meaningOf(query, now, signal);
  };
  const background: BackgroundEmbedding = new BackgroundEmbedding(async (signal) => {
    const search = await searched();
    await search.embedMemories({ signal });
    search.keepIndex(store);
    const retryIn = vectors?.retryIn ?? null;
    if (retryIn !== null) background.look(retryIn);
  });
  const isInBackground = meanings?.mode === 'background';
  const stopFollowing = isInBackground ? store.onChange(() => background.look()) : () => undefined;
  // Memories are read at once, so that the first question need not wait. What fails is told to whoever asks it.
  const reading = isInBackground ? searched('memories').catch(() => undefined) : undefined;
  if (isInBackground) background.look();

  return {
    recall: async (query, options, now, call) => {
      const search = await searched(options.within);
      const meaning =
        options.within === 'sessions' ? null : await meaningOf(search, query, now, { ...call, past: pastOf(options) });
      return search.recall(query, options, now, meaning);
    },
    promptCandidates: async (query, now, occasion, reader) => {
      const search = await searched('memories');
      const meaning = occasion === 'session-start' ? null : await meaningOf(search, query, now);
      return search.promptCandidates(query, now, meaning, occasion, reader);
    },
    probeMeanings: (now) =>
      vectors === null
        ? null
        : {
            vectors,
            meaningOf: async (question) => {
              const texts = textsOfMeaning(parseQuestion(question, now));
              const [whole, ...parts] = (await vectors.ofQuestion(texts)) ?? [];
              return whole === undefined ? null : { whole, parts };
            },
            embed: (memories) => vectors.embedPast(memories, {}, () => undefined),
          },
    notices: () => [...(meanings?.notices ?? []), ...(vectors?.trouble == null ? [] : [vectors.trouble])],
    close: async () => {
      stopFollowing();
      await reading;
      await background.close();
      started?.keepIndex(store);
      await meanings?.embedder.close();
    },
  };
}
