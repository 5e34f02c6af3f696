import type { ModelCall } from '../agent/noted-model.ts';
import type { Constitution } from '../dream/constitution/constitution.ts';
import type { DreamRecord } from '../dream/dream-record.ts';
import type { Finding } from '../dream/finding.ts';
import type { ProposalState, ReviewItem } from '../dream/proposal.ts';
import type { MemoryChange } from '../memory/change.ts';
import type { FolderSummary } from '../memory/folder-summary.ts';
import type { KeyHolder } from './signing-key.ts';

/** Everything one act does to the memory; readers apply it whole or not at all. Its inverse is kept in the changes. */
export interface Commit {
  readonly id: string;
  readonly cause: 'dream' | 'review' | 'person' | 'agent' | 'undo';
  /** The dream it belongs to, also when a person approved it later. */
  readonly dream: string | null;
  readonly reason: string;
  /** Hash of the constitution it was decided under; missing on an undo. */
  readonly constitution?: string;
  readonly changes: readonly MemoryChange[];
  /** Proposals this commit carries out. */
  readonly proposals: readonly string[];
  /** Set on an undo: the dream that is taken back, or null. */
  readonly undoes: string | null;
  /** Set on an undo of an undo: the commit that is taken back, or null. */
  readonly redoes: string | null;
  /** Proposals that leave their state because of it, and the ones it adds (three-way merges). */
  readonly moves: readonly { readonly proposal: string; readonly state: ProposalState }[];
  readonly adds: readonly ReviewItem[];
}

/** Content of a journal entry: one of these a line. */
export type JournalRecord =
  | { readonly kind: 'commit'; readonly commit: Commit; readonly comment: string | null }
  | { readonly kind: 'dream-started'; readonly dream: string; readonly engine: string; readonly trigger: string }
  | {
      readonly kind: 'dream-ended';
      readonly dream: DreamRecord;
      readonly findings: readonly Finding[];
      /** Every proposal with its verdict; those in state `committed` are carried out by `commit`. */
      readonly items: readonly ReviewItem[];
      readonly commit: Commit | null;
      /** Session → number of events now digested; empty unless the dream ended well without `since` or `until`. */
      readonly watermarks: Readonly<Record<string, number>>;
    }
  /** What a model made of folders' memories; beside them, and gone once one of them changes. */
  | { readonly kind: 'folders-summed-up'; readonly dream: string; readonly summaries: readonly FolderSummary[] }
  | { readonly kind: 'proposed'; readonly items: readonly ReviewItem[] }
  | {
      readonly kind: 'decided';
      readonly proposals: readonly string[];
      readonly state: Exclude<ProposalState, 'committed'>;
      readonly comment: string | null;
      readonly constitution?: string;
    }
  /** A person's edit, allowance, comment or first of two approvals, or a changed base: the proposal as it is now. */
  | { readonly kind: 'revised'; readonly item: ReviewItem; readonly comment: string | null }
  | {
      readonly kind: 'session-imported';
      readonly session: string;
      readonly format: string;
      readonly trust: 'user' | 'none';
      readonly author: string | null;
    }
  | { readonly kind: 'session-removed'; readonly session: string; readonly reason: string }
  /** What the gate went by, once for each hash that verdicts name; the built-in one alone is not written down. */
  | { readonly kind: 'constitution'; readonly hash: string; readonly constitution: Constitution }
  /** A person has thresholds that decisions moved stand where they stood; `all` of them, or those named. */
  | { readonly kind: 'thresholds-reset'; readonly thresholds: readonly string[] }
  /** A person allowed a false alarm of a gate rule for all that comes. */
  | { readonly kind: 'allowed'; readonly rule: string; readonly pattern: string }
  /** Something was sent to a model: which, how much, and how it ended. */
  | { readonly kind: 'model-called'; readonly call: ModelCall }
  /** The public half (base64 SPKI DER) of a key that signs heads from here on. */
  | { readonly kind: 'key-announced'; readonly key: string; readonly publicKey: string; readonly holder: KeyHolder }
  | { readonly kind: 'recovered'; readonly reason: string; readonly keptAside: string | null }
  | Redacted;

/**
 * Content was taken away for good: the bytes of the entries named here are overwritten. One entry may hold much besides,
 * so what is left of each is restated, and counts in its place from then on.
 */
export interface Redacted {
  readonly kind: 'redacted';
  readonly reason: string;
  /** Whose versions lost their content; empty when a session was removed. */
  readonly memories: readonly string[];
  /** The removed session whose quotes went, or null. */
  readonly session: string | null;
  /** Events that said it themselves, and lose those words too. */
  readonly events: readonly HiddenEvent[];
  /** Sessions whose titles said it; missing in older journals. */
  readonly titles?: readonly string[];
  readonly entries: readonly RestatedEntry[];
}

export interface HiddenEvent {
  readonly session: string;
  readonly event: string;
  /** Where the words stand; without it all that the event says goes. */
  readonly mask?: LineMask;
}

/** Bytes of an event's line in its session's file. */
export interface LineMask {
  /** Of the whole line: one that was written anew since may have another. */
  readonly length: number;
  /** Each up to its end, which stays. */
  readonly bytes: readonly (readonly [start: number, end: number])[];
}

export interface RestatedEntry {
  readonly entry: string;
  readonly record: JournalRecord;
}

export type JournalRecordKind = JournalRecord['kind'];

const RECORD_KINDS: { readonly [kind in JournalRecordKind]: true } = {
  commit: true,
  'dream-started': true,
  'dream-ended': true,
  'folders-summed-up': true,
  proposed: true,
  decided: true,
  revised: true,
  'session-imported': true,
  'session-removed': true,
  constitution: true,
  allowed: true,
  'thresholds-reset': true,
  'model-called': true,
  'key-announced': true,
  recovered: true,
  redacted: true,
};

/** Whether this code knows entries of that kind; others come from a later version. */
export function isRecordKind(kind: unknown): kind is JournalRecordKind {
  return typeof kind === 'string' && Object.hasOwn(RECORD_KINDS, kind);
}

/** Whether what was read before, of the journal or of sessions, counts otherwise from this record on. */
export function isRestating(record: JournalRecord): boolean {
  if (record.kind !== 'redacted') return false;
  return record.entries.length + record.events.length + (record.titles?.length ?? 0) > 0;
}
