import type { Actor } from './actor.ts';
import type { SessionDigest } from './dream/analyze/digest/digest.ts';
import type { DreamRecord } from './dream/dream-record.ts';
import type { Finding } from './dream/finding.ts';
import type { ProposalState, ReviewItem } from './dream/proposal.ts';
import type { GraphEdge, RelatedSession, Relation } from './graph/graph.ts';
import type { QuoteFinder } from './journal/find-quotes.ts';
import type { StandingEntry } from './journal/plan-redaction.ts';
import type { Commit, HiddenEvent, JournalRecord } from './journal/record.ts';
import type { FolderSummary } from './memory/folder-summary.ts';
import type { Memory } from './memory/memory.ts';
import type { MemoryVersion } from './memory/version.ts';
import type { PastOutcome } from './outcomes/past-outcome.ts';
import type { RewardCounts } from './outcomes/reward.ts';
import type { KeptEvents } from './search/events/kept-events.ts';
import type { FoundIndex, KeptIndex } from './search/words/kept-index.ts';
import type { SessionEvent } from './sessions/event.ts';
import type { SessionSummary } from './sessions/session.ts';

/** The store as it stands at one journal sequence number; reads are synchronous and never block on a lock. */
export interface StoreView {
  /** Number of journal entries applied. */
  readonly sequence: number;
  /** Everything that is not deleted, outdated entries included, ordered by path. */
  memories(): readonly Memory[];
  memory(id: string): Memory | undefined;
  /** Those of the ids that there are: sooner than asking for each. */
  memoriesOf(ids: readonly string[]): readonly Memory[];
  /** Ids of the memories that were written or deleted after that version; see `lastVersion`. */
  changedMemories(after: number): readonly string[];
  /** Every memory as it was written at `at` (ISO 8601), those deleted since included; redacted versions are left out. */
  memoriesKnownAt(at: string): readonly Memory[];
  /** The entry at `path` that is not deleted and not superseded. */
  memoryAt(path: string): Memory | undefined;
  /** Oldest first. */
  versions(memory: string): readonly MemoryVersion[];
  /** Ordered by start. */
  sessions(): readonly SessionSummary[];
  session(id: string): SessionSummary | undefined;
  /** Newest first. */
  items(states?: readonly ProposalState[]): readonly ReviewItem[];
  item(id: string): ReviewItem | undefined;
  /** Newest first. */
  dreams(): readonly DreamRecord[];
  findings(dream: string): readonly Finding[];
  /** Commits of a dream in order, approvals that came later included. */
  commits(dream: string): readonly Commit[];
  digest(session: string): SessionDigest | undefined;
  /** How often each memory was recalled (memory id → count). */
  useCounts(): ReadonlyMap<string, number>;
  /** How the judged sessions went that recalled each memory (memory id → counts); the others are missing. */
  rewardCounts(): ReadonlyMap<string, RewardCounts>;
  /** The last word on each goal, oldest first. */
  outcomes(): readonly PastOutcome[];
  /** What was made of a folder's memories and still stands; see {@link Store.saveFolderSummary}. */
  folderSummary(folder: string): FolderSummary | undefined;
  /** What has that relation to what, sessions included. */
  relations(relation: Relation): readonly GraphEdge[];
  /** The sessions that edited a file which that one edited too, but for files that more than `most` of them did. */
  relatedSessions(session: string, most: number): readonly RelatedSession[];
  /** Whether a person removed the session; it stays removed, and events appended to it are dropped. */
  isRemoved(session: string): boolean;
  /** Memories whose evidence rested on removed sessions, or on words that were redacted (memory id → those sessions). */
  bereaved(): ReadonlyMap<string, readonly string[]>;
  /** When a person last reset each threshold that decisions move (name, or `all` → ISO 8601). */
  thresholdResets(): ReadonlyMap<string, string>;
  /** Whether the journal holds the text of the constitution with this hash. */
  hasConstitution(hash: string): boolean;
  /** Row of the latest version of any memory, and of the latest indexed event; 0 where there is none. */
  readonly lastVersion: number;
  readonly lastEvent: number;
  /** Raised when rows were taken away or rebuilt: an index built from them begins anew. */
  readonly generation: number;
}

/** Metadata of the session that events are appended to. */
export interface SessionHeader {
  readonly session: string;
  readonly agent: string;
  readonly format: string;
  readonly title?: string;
  readonly parentSession?: string;
  readonly trust: 'user' | 'none';
  readonly author?: string;
}

export interface JournalEntry {
  readonly sequence: number;
  readonly id: string;
  readonly at: string;
  readonly actor: Actor;
  readonly record: JournalRecord | null;
  /** Lowercase hex SHA-256 of the header. */
  readonly hash: string;
}

export type JournalProof =
  | { readonly ok: true; readonly entries: number }
  | { readonly ok: false; readonly firstBad: number; readonly reason: string };

/** What a decision under the append lock comes to: records to append (none is fine) and an answer. */
export interface Decision<T> {
  readonly records: readonly JournalRecord[];
  readonly result: T;
}

/** An event found by its place in the index, with up to 2 kB of its text. */
export interface IndexedEvent {
  /** Its row in the index, rising in storage order; what `indexedEvents` takes to go on after it. */
  readonly row: number;
  readonly session: string;
  readonly id: string;
  readonly at: string;
  readonly type: SessionEvent['type'];
  readonly agent: string;
  readonly author: string | null;
  readonly origin: SessionEvent['origin'];
  /** Place in its session, from 0. */
  readonly index: number;
  readonly text: string;
}

/** The vector of a memory, made by a model of a text. */
export interface StoredVector {
  /** Id of the memory. */
  readonly owner: string;
  /** Lowercase hex SHA-256 of the text. */
  readonly hash: string;
  readonly model: string;
  readonly dimensions: number;
  /** As `packVector` writes it, a vector for each chunk of the text, one behind the other. */
  readonly packed: Uint8Array;
}

/** What the files of the sessions say again of something: where each piece stands. */
export interface SessionQuotes {
  readonly events: readonly HiddenEvent[];
  /** Sessions whose titles say it. */
  readonly titles: readonly string[];
  /** Sessions that say something so short that it may be anybody's words. */
  readonly resembling: readonly string[];
}

/** What a search keeps for the next start; a cache like digests. Each answers null where there is none. */
export interface KeptIndexes {
  memories(): FoundIndex | null;
  /** It must be of the memories as they stand now. */
  keepMemories(index: KeptIndex): void;
  /** Gone when an event has gone or changed. */
  events(): KeptEvents | null;
  /** It must be of events as they stand now. */
  keepEvents(index: KeptEvents): void;
}

/** What the core needs of a store: the journal is the truth, sql.js answers. */
export interface Store {
  readonly directory: string;
  /** Applies what other processes have appended since. */
  refresh(): Promise<void>;
  readonly view: StoreView;
  /**
   * Takes the append lock, reads on, calls `decide` on the fresh view, appends and fsyncs its records one line
   * each, applies them. Preconditions belong into `decide`. Throws StoreError on I/O trouble; nothing is
   * acknowledged then.
   */
  write<T>(actor: Actor, decide: (view: StoreView) => Decision<T>): Promise<T>;
  /** Appends the events whose ids the session does not hold yet; fsynced; answers how many were new. */
  appendEvents(header: SessionHeader, events: readonly SessionEvent[]): Promise<number>;
  /** A session's events from its file, in order, from the `from`-th on. */
  events(session: string, from?: number): AsyncIterable<SessionEvent>;
  /** All indexed events in storage order, in batches, those after row `after`; for building search indexes. */
  indexedEvents(after?: number): Iterable<readonly IndexedEvent[]>;
  /** Those of these rows that there are: sooner than asking for each. */
  indexedEventsAt(rows: readonly number[]): readonly IndexedEvent[];
  /** Digests are a cache, not truth: kept in the database alone. */
  saveDigest(digest: SessionDigest): void;
  /** What a dream that had to make way kept for the next one; a cache like digests, gone with any redaction. */
  checkpoint(key: string): string | undefined;
  saveCheckpoint(key: string, value: string): void;
  dropCheckpoints(): void;
  /** A cache like digests; dropped when a memory in the folder or below changes. */
  saveFolderSummary(summary: FolderSummary): void;
  readonly indexes: KeptIndexes;
  /** The kept vectors of a model; like digests a cache, kept in the database alone. */
  vectors(model: string): Iterable<StoredVector>;
  /** Takes the place of what the owners had, of whatever model. */
  saveVectors(vectors: readonly StoredVector[]): void;
  /**
   * Like `write`, deciding on every journal record as it counts now and on what the sessions say again of what `finder`
   * looks for. What a `redacted` record takes away is off the disk when this answers: journal, sessions, database, copies
   * kept aside.
   */
  redact<T>(
    actor: Actor,
    finder: (view: StoreView) => QuoteFinder,
    decide: (view: StoreView, entries: readonly StandingEntry[], quotes: SessionQuotes) => Decision<T>,
  ): Promise<T>;
  /** Removes a session's events and quotes for good, leaves a tombstone, flags memories that rested on it. */
  removeSession(actor: Actor, session: string, reason: string): Promise<void>;
  /** Held while a dream runs, across processes; null when another holds it. Stale after 35 minutes. */
  lockDream(): Promise<DreamLock | null>;
  journal(): AsyncIterable<JournalEntry>;
  verifyJournal(): Promise<JournalProof>;
  /** Saves the database beside the journal now. */
  snapshot(): Promise<void>;
  /** Copies journal and sessions to an empty or missing folder. */
  backup(target: string): Promise<void>;
  /** Deletes everything in the store; it is empty and usable afterwards. */
  forgetEverything(): Promise<void>;
  /** Called after each applied batch, own or another process's. Answers how to stop. */
  onChange(listener: () => void): () => void;
  readonly statistics: StoreStatistics;
  /** What was found damaged and mended at opening, one clear line each. */
  readonly notices: readonly string[];
  close(): Promise<void>;
}

export interface DreamLock {
  /** False when another dream took it as stale, for instance after this machine slept. */
  isHeld(): boolean;
  release(): Promise<void>;
}

export interface StoreStatistics {
  readonly memories: number;
  readonly sessions: number;
  readonly events: number;
  readonly journalEntries: number;
  readonly journalBytes: number;
  readonly sessionBytes: number;
  readonly databaseBytes: number;
}
