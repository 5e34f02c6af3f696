import * as vscode from 'vscode';
import type { Spent } from '../core/dream/day-spending.ts';
import type { DreamRecord } from '../core/dream/dream-record.ts';
import type { ReviewItem } from '../core/dream/proposal.ts';
import type { FolderSummary } from '../core/memory/folder-summary.ts';
import type { Memory } from '../core/memory/memory.ts';
import type { RewardCounts } from '../core/outcomes/reward.ts';
import type { SessionSummary } from '../core/sessions/session.ts';
import type { ErrorBoundary } from './commands/error-boundary.ts';
import type { StoreConnection } from './store/store-connection.ts';

/** What the views show of the store, as it was read last. */
interface StoreState {
  /** What waits, what was refused and what was committed; the rest is history. */
  readonly items: readonly ReviewItem[];
  readonly dreams: readonly DreamRecord[];
  readonly sessions: ReadonlyMap<string, SessionSummary>;
  /** By dreams on this day, in all workspaces. */
  readonly spentToday: Spent;
}

const SHOWN_STATES = ['waiting', 'refused', 'committed'] as const;
const EMPTY: StoreState = { items: [], dreams: [], sessions: new Map(), spentToday: { dollars: 0, tokens: 0 } };
/** Changes that come in a burst are read once. */
const SETTLE_MILLISECONDS = 100;

/** Keeps what the views need of the store at hand, and tells them when it changed. */
export class StoreMirror implements vscode.Disposable {
  readonly #store: Pick<StoreConnection, 'open' | 'exists' | 'holdsMemories'>;
  readonly #boundary: ErrorBoundary;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  #state = EMPTY;
  #isLoaded = false;
  #memories: Promise<readonly Memory[]> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refreshing: Promise<void> | null = null;

  constructor(store: Pick<StoreConnection, 'open' | 'exists' | 'holdsMemories'>, boundary: ErrorBoundary) {
    this.#store = store;
    this.#boundary = boundary;
  }

  /** As last read; empty before the first {@link load}. */
  get state(): StoreState {
    return this.#state;
  }

  item(id: string): ReviewItem | undefined {
    return this.#state.items.find((item) => item.proposal.id === id);
  }

  /** The state, read first if it never was. A store that is not there yet is not made by looking. */
  async load(): Promise<StoreState> {
    if (!this.#isLoaded && (await this.#store.exists())) await this.refresh();
    return this.#state;
  }

  /** All memories; read when first asked for after a change, since only one view needs them. */
  async memories(): Promise<readonly Memory[]> {
    if (this.#memories === null && !(await this.#store.holdsMemories())) return [];
    this.#memories ??= this.#store.open().then((store) => store.memories());
    try {
      return await this.#memories;
    } catch (error) {
      this.#memories = null;
      throw error;
    }
  }

  /** How the judged sessions went that recalled a memory. */
  async reward(memory: string): Promise<RewardCounts> {
    return (await this.#store.open()).reward(memory);
  }

  /** What a folder of memories holds as a whole. */
  async folderSummary(folder: string): Promise<FolderSummary> {
    return await (await this.#store.open()).folderSummary(folder);
  }

  async refresh(): Promise<void> {
    // A refresh under way may have read before the change that this call is about: read again after it.
    await this.#refreshing?.catch(() => undefined);
    this.#refreshing ??= this.#read().finally(() => {
      this.#refreshing = null;
    });
    await this.#refreshing;
  }

  /** Refreshes soon; for changes that others made. */
  scheduleRefresh(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#boundary.runQuietly(() => this.refresh()), SETTLE_MILLISECONDS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#changed.dispose();
  }

  async #read(): Promise<void> {
    const store = await this.#store.open();
    const [items, dreams, sessions, spentToday] = await Promise.all([
      store.items(SHOWN_STATES),
      store.dreams(),
      store.sessions(),
      store.spentToday(),
    ]);
    const byId = new Map(sessions.map((session) => [session.session, session]));
    this.#state = { items, dreams, sessions: byId, spentToday };
    this.#isLoaded = true;
    this.#memories = null;
    this.#changed.fire();
  }
}
