import type { TurnEvent } from '../agent/turn-event.ts';
import type { Claims } from './claims.ts';
import { hasEnded, type Thread, type ThreadState } from './thread.ts';

/** What a thread's runner tells of it, and hears from the person. */
export interface ThreadHandle {
  readonly signal: AbortSignal;
  see(event: TurnEvent): void;
  /** What the person wrote to it since the last time. */
  takeMessages(): readonly string[];
  change(state: ThreadState): void;
}

/** The threads of a window: each can be followed, written to and stopped. */
export interface Threads {
  begin(
    thread: Pick<Thread, 'session' | 'parentSession' | 'call' | 'agent' | 'task'>,
    parent: AbortSignal,
  ): ThreadHandle;
  /** Oldest first. */
  list(): readonly Thread[];
  /** Undefined for a session that is no thread of this window. */
  get(session: string): Thread | undefined;
  /** Answers whether the thread still takes it. */
  steer(session: string, text: string): boolean;
  stop(session: string): void;
  /** Hears what happens in the thread from now on; answers how to stop hearing. */
  follow(session: string, listener: (event: TurnEvent) => void): () => void;
  /** Told of every change of a thread. */
  onChange(listener: (thread: Thread) => void): () => void;
}

interface Entry {
  thread: Thread;
  readonly stop: AbortController;
  readonly messages: string[];
  readonly followers: Set<(event: TurnEvent) => void>;
}

/** Ended threads are in the store; this many are kept at hand. */
const MOST_KEPT = 200;

export function createThreads(claims: Claims): Threads {
  const entries = new Map<string, Entry>();
  const listeners = new Set<(thread: Thread) => void>();
  const change = (entry: Entry, changed: Partial<Thread>): void => {
    const held = claims.list().filter(({ session }) => session === entry.thread.session);
    const thread = { ...entry.thread, ...changed, claims: held.map(({ path }) => path) };
    // It gives them back as it ends.
    entry.thread = hasEnded(thread) ? { ...thread, claims: [] } : thread;
    for (const listener of listeners) listener(entry.thread);
  };
  const see = (entry: Entry, event: TurnEvent): void => {
    if (event.kind === 'tool-planned') change(entry, { doing: event.title, steps: entry.thread.steps + 1 });
    for (const follower of entry.followers) follower(event);
  };
  return {
    begin: (begun, parent) => {
      const stop = new AbortController();
      const thread: Thread = { ...begun, state: 'waiting', doing: '', steps: 0, claims: [] };
      const entry: Entry = { thread, stop, messages: [], followers: new Set() };
      entries.set(begun.session, entry);
      forgetOldest(entries);
      change(entry, {});
      return {
        signal: AbortSignal.any([parent, stop.signal]),
        see: (event) => see(entry, event),
        takeMessages: () => entry.messages.splice(0),
        change: (state) => change(entry, { state }),
      };
    },
    list: () => [...entries.values()].map(({ thread }) => thread),
    get: (session) => entries.get(session)?.thread,
    steer: (session, text) => {
      const entry = entries.get(session);
      if (entry === undefined || hasEnded(entry.thread)) return false;
      entry.messages.push(text);
      return true;
    },
    stop: (session) => entries.get(session)?.stop.abort(),
    follow: (session, listener) => {
      const followers = entries.get(session)?.followers;
      followers?.add(listener);
      return () => followers?.delete(listener);
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function forgetOldest(entries: Map<string, Entry>): void {
  for (const [session, { thread }] of entries) {
    if (entries.size <= MOST_KEPT) return;
    if (hasEnded(thread)) entries.delete(session);
  }
}
