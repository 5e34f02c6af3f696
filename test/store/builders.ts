import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Actor } from '../../src/core/actor.ts';
import { canonicalJson } from '../../src/core/canonical-json.ts';
import type { Clock } from '../../src/core/clock.ts';
import { DIGEST_VERSION, type SessionDigest } from '../../src/core/dream/analyze/digest/digest.ts';
import type { DreamRecord } from '../../src/core/dream/dream-record.ts';
import type { ReviewItem } from '../../src/core/dream/proposal.ts';
import { decideRedaction, type RedactionOutcome, textsOfRedaction } from '../../src/core/journal/decide-redaction.ts';
import { findQuotes } from '../../src/core/journal/find-quotes.ts';
import type { Commit, JournalRecord } from '../../src/core/journal/record.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import type { UserEvent } from '../../src/core/sessions/event.ts';
import type { SessionHeader, Store } from '../../src/core/store.ts';
import { openStore } from '../../src/store/open-store.ts';

export const PERSON: Actor = { kind: 'person', name: 'Ada' };
export const NOON: Clock = () => new Date('2026-03-01T12:00:00.000Z');

/** A folder of the test's own, removed when the test has ended. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dreamwright-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open store, closed when the test has ended. */
export async function aStore(directory = aFolder()): Promise<Store> {
  const store = await openStore(directory, { clock: NOON });
  onTestFinished(() => store.close());
  return store;
}

export function aMemory(id: string, rest: Partial<Memory> = {}): Memory {
  return {
    id,
    path: `/notes/${id}.md`,
    text: `What ${id} says.`,
    kind: 'fact',
    scope: 'workspace',
    tags: [],
    evidence: [],
    citations: [],
    links: [],
    origin: 'user',
    author: 'Ada',
    confidence: 1,
    validFrom: '2026-01-01T00:00:00.000Z',
    validTo: null,
    supersededBy: null,
    pinned: false,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    ...rest,
  };
}

let commits = 0;

/** A commit that brings memories from one state to another; null is no memory. */
export function aCommit(
  changes: readonly (readonly [before: Memory | null, after: Memory | null])[],
  rest: Partial<Commit> = {},
): Commit {
  return {
    id: `cmt_${++commits}`,
    cause: 'person',
    dream: null,
    reason: 'said so',
    changes: changes.map(([before, after]) => ({ id: (after ?? before)?.id ?? '', before, after })),
    proposals: [],
    undoes: null,
    redoes: null,
    moves: [],
    adds: [],
    ...rest,
  };
}

/** The record that creates one memory. */
export function creation(memory: Memory): JournalRecord {
  return { kind: 'commit', commit: aCommit([[null, memory]]), comment: null };
}

/** Creates memories, one journal entry each. */
export async function remember(store: Store, ...ids: readonly string[]): Promise<void> {
  for (const id of ids) await append(store, creation(aMemory(id)));
}

export async function append(store: Store, ...records: readonly JournalRecord[]): Promise<void> {
  await store.write(PERSON, () => ({ records, result: undefined }));
}

export function aDigest(session: string): SessionDigest {
  return {
    version: DIGEST_VERSION,
    session,
    events: 1,
    agent: 'a',
    started: '',
    ended: '',
    characters: 0,
    tokens: 0,
    goal: 'g',
    goalEvent: '',
    commands: [],
    edits: [],
    statements: [],
    fingerprints: [],
    parentSession: null,
    requests: [],
    tools: {},
    refusals: 0,
    opening: null,
    folder: '',
    calls: 0,
    errors: 0,
    earlyErrors: null,
    looks: [],
    trails: [],
    repeats: [],
    reads: {},
    touched: [],
    editedFiles: 0,
    refused: [],
    held: [],
    misses: [],
    questions: [],
    recalled: [],
    recalls: [],
    good: 0,
    bad: 0,
    judgement: null,
    concerns: [],
    takeovers: [],
    closing: [],
    ownEdits: [],
    decisions: [],
    causes: [],
  };
}

/** Redacts a memory's version, or all of them, as a person does. */
export function redact(store: Store, memory: string, version: string | 'all'): Promise<RedactionOutcome> {
  const request = { memory, version, reason: 'private' };
  return store.redact(
    PERSON,
    (view) => findQuotes(textsOfRedaction(request, view)),
    (view, entries, quotes) => decideRedaction(request, view, entries, quotes),
  );
}

export function anItem(id: string, rest: Partial<ReviewItem> = {}): ReviewItem {
  return {
    proposal: {
      id,
      dream: 'drm_1',
      operation: 'create',
      path: `/proposed/${id}.md`,
      changes: [],
      reason: 'seen twice',
      evidence: [],
      origin: 'user',
      support: {
        isExplicitInstruction: false,
        independentSessions: 2,
        failedSessions: 0,
        passedSessions: 0,
        isDeclaredCommand: false,
        isSameAuthor: false,
      },
      findings: [],
      createdAt: '2026-02-01T00:00:00.000Z',
    },
    verdict: { verdict: 'review', hits: [], risk: 0.5, constitution: 'c' },
    hash: 'h',
    state: 'waiting',
    decidedAt: null,
    comment: null,
    ...rest,
  };
}

export function aDream(id: string, rest: Partial<DreamRecord> = {}): DreamRecord {
  return {
    id,
    status: 'completed',
    engine: 'local',
    trigger: 'command',
    started: '2026-03-01T12:00:00.000Z',
    ended: '2026-03-01T12:00:05.000Z',
    sessions: 1,
    events: 2,
    findings: 0,
    committed: 1,
    waiting: 1,
    refused: 0,
    usage: { inputTokens: 0, outputTokens: 0 },
    cost: 0,
    error: null,
    undone: false,
    ...rest,
  };
}

export function aHeader(session: string, rest: Partial<SessionHeader> = {}): SessionHeader {
  return { session, agent: 'claude-code', format: 'plain', trust: 'user', ...rest };
}

export function anEvent(session: string, id: string, text = `Event ${id}.`): UserEvent {
  return { session, id, at: '2026-02-01T10:00:00.000Z', agent: 'claude-code', origin: 'user', type: 'user', text };
}

export function ids(memories: readonly { readonly id: string }[]): readonly string[] {
  return memories.map(({ id }) => id);
}

/** The journal line as a later version would write it. */
export function asNewerFormat(line: string): string {
  const entry: { readonly header: object } = JSON.parse(line);
  const header = { ...entry.header, format: 2 };
  const hash = createHash('sha256').update(canonicalJson(header)).digest('hex');
  return JSON.stringify({ ...entry, header, hash });
}
