import type { GraphEdge } from '../../src/core/graph/graph.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import type { MemoryVersion } from '../../src/core/memory/version.ts';
import type { RewardCounts } from '../../src/core/outcomes/reward.ts';
import type { EventSource } from '../../src/core/search/events/event-reader.ts';
import { createSearch } from '../../src/core/search/search.ts';
import type { SessionSummary } from '../../src/core/sessions/session.ts';
import type { IndexedEvent, StoreView } from '../../src/core/store.ts';

export const NOW = new Date('2026-06-15T12:00:00.000Z');

export function aMemory(id: string, text: string, rest: Partial<Memory> = {}): Memory {
  return {
    id,
    path: `/notes/${id}.md`,
    text,
    kind: 'fact',
    scope: 'workspace',
    tags: [],
    evidence: [],
    citations: [],
    links: [],
    origin: 'user',
    author: 'Ada',
    confidence: 0.8,
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: null,
    supersededBy: null,
    pinned: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...rest,
  };
}

/** A session's events from its texts; odd ones are the agent's. */
export function aSession(
  session: string,
  texts: readonly string[],
  rest: Partial<IndexedEvent> = {},
): readonly IndexedEvent[] {
  return texts.map((text, index) => ({
    row: 0,
    session,
    id: `${session}-${index}`,
    at: '2026-05-01T10:00:00.000Z',
    type: index % 2 === 0 ? 'user' : 'assistant',
    agent: 'dreamwright',
    author: null,
    origin: index % 2 === 0 ? 'user' : 'assistant',
    index,
    text,
    ...rest,
  }));
}

export interface FakeStore {
  memories: readonly Memory[];
  events: readonly IndexedEvent[];
  uses: ReadonlyMap<string, number>;
  rewards: ReadonlyMap<string, RewardCounts>;
  coUsed: readonly GraphEdge[];
  versions: readonly MemoryVersion[];
  /** Raise when events are taken away. */
  generation: number;
}

/** A store that holds what the test puts into it; every look at it sees one more journal entry. */
export function aSource(content: Partial<FakeStore>): EventSource & { readonly content: FakeStore } {
  const store: FakeStore = {
    memories: [],
    events: [],
    uses: new Map(),
    rewards: new Map(),
    coUsed: [],
    versions: [],
    generation: 0,
    ...content,
  };
  let sequence = 0;
  const met = new Set(store.memories.map(({ id }) => id));
  const sessions = (): readonly SessionSummary[] =>
    [...new Set(store.events.map(({ session }) => session))].map((session) => ({
      session,
      agent: 'dreamwright',
      format: 'dreamwright',
      title: session,
      started: '',
      ended: '',
      events: store.events.filter((event) => event.session === session).length,
      digested: 0,
      trust: 'user',
    }));
  const view: StoreView = {
    get sequence() {
      return ++sequence;
    },
    memories: () => {
      for (const { id } of store.memories) met.add(id);
      return store.memories;
    },
    memory: (id) => store.memories.find((memory) => memory.id === id),
    memoriesOf: (ids) => store.memories.filter(({ id }) => ids.includes(id)),
    changedMemories: () => {
      for (const { id } of store.memories) met.add(id);
      return [...met];
    },
    get lastVersion() {
      return ++sequence;
    },
    memoriesKnownAt: (at) => knownAt(store, at),
    thresholdResets: () => new Map(),
    memoryAt: (path) => store.memories.find((memory) => memory.path === path),
    versions: (memory) => store.versions.filter((version) => version.memory === memory),
    sessions,
    session: (id) => sessions().find(({ session }) => session === id),
    items: () => [],
    item: () => undefined,
    dreams: () => [],
    findings: () => [],
    commits: () => [],
    digest: () => undefined,
    useCounts: () => store.uses,
    rewardCounts: () => store.rewards,
    outcomes: () => [],
    folderSummary: () => undefined,
    relations: (relation) => (relation === 'co-used' ? store.coUsed : []),
    relatedSessions: () => [],
    isRemoved: () => false,
    bereaved: () => new Map(),
    hasConstitution: () => false,
    get lastEvent() {
      return store.events.length;
    },
    get generation() {
      return store.generation;
    },
  };
  return {
    content: store,
    view,
    indexes: { memories: () => null, keepMemories: () => undefined, events: () => null, keepEvents: () => undefined },
    indexedEventsAt: () => [],
    *indexedEvents(after = 0) {
      const rows = store.events.map((event, index) => ({ ...event, row: index + 1 })).slice(after);
      for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2);
    },
  };
}

/** The last version of each memory by then. */
function knownAt({ versions }: FakeStore, at: string): readonly Memory[] {
  const last = new Map(versions.filter((version) => version.at <= at).map((version) => [version.memory, version]));
  return [...last.values()].flatMap(({ content }) => content ?? []);
}

/** A search that has read the content. */
export async function aSearch(content: Partial<FakeStore>): Promise<ReturnType<typeof createSearch>> {
  const search = createSearch();
  await search.sync(aSource(content));
  return search;
}
