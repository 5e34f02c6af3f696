import type { ModelCall } from './agent/noted-model.ts';
import type { GateChoices } from './dream/constitution/govern.ts';
import type { DreamEstimate, SpendLimits } from './dream/cost.ts';
import type { Spent } from './dream/day-spending.ts';
import type { DreamRecord } from './dream/dream-record.ts';
import type { DreamModel } from './dream/engine/dream-model.ts';
import type { HostedDreams } from './dream/engine/hosted-dreams.ts';
import type { Finding } from './dream/finding.ts';
import type { MovedThreshold, ThresholdName } from './dream/learn/learned-thresholds.ts';
import type { ProposalState, ReviewItem } from './dream/proposal.ts';
import type { DreamScope } from './dream/scopes/scope.ts';
import type { RevertFilter } from './dream/undo/decide-revert.ts';
import type { Verdict } from './dream/verdict.ts';
import type { WorkspaceFacts } from './dream/workspace-facts.ts';
import type { Allowance } from './gate/allowance.ts';
import type { AuditProof } from './journal/audit-proof.ts';
import type { Masking, MaskingRequest } from './journal/decide-masking.ts';
import type { RedactionOutcome } from './journal/decide-redaction.ts';
import type { FolderAnswer } from './memory/folder-answers.ts';
import type { FolderSummary } from './memory/folder-summary.ts';
import type { Memory, MemoryKind } from './memory/memory.ts';
import type { PromptCandidates, PromptMemories, PromptOccasion, RecallHit, RecallOptions } from './memory/recall.ts';
import type { MemoryToolAnswer } from './memory/tool/decide-memory-tool.ts';
import type { MemoryToolRequest } from './memory/tool/use-memory-tool.ts';
import type { MemoryVersion } from './memory/version.ts';
import type { Origin } from './origin.ts';
import type { PastOutcome } from './outcomes/past-outcome.ts';
import type { RewardCounts } from './outcomes/reward.ts';
import type { MemoryDates } from './personal/decide-dates.ts';
import type { SessionEvent } from './sessions/event.ts';
import type { SessionSummary } from './sessions/session.ts';
import type { JournalEntry, SessionHeader, StoreStatistics } from './store.ts';

export interface ImportOptions {
  readonly format?: string;
  /** Whose user turns these are, as the person answered. */
  readonly trust: 'user' | 'none';
  readonly author?: string;
}

export interface ImportedSession {
  readonly session: string;
  readonly format: string;
  readonly agent: string;
  /** New events added. */
  readonly events: number;
  /** Non-blank lines read. */
  readonly lines: number;
  /** Known non-events by type. */
  readonly ignored: Readonly<Record<string, number>>;
  /** Lines that could not be parsed. */
  readonly lost: number;
}

export interface ImportReport {
  readonly imported: readonly ImportedSession[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** Where a long call has got to; `step` of `steps`, with a short label for a person. */
export interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly label: string;
}

/** How a long call is followed and stopped. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Writes a dream's proposals; where the work is done in another thread it is asked across. */
  readonly model?: DreamModel;
  /** Dreams elsewhere over a copy of the memories. */
  readonly hosted?: HostedDreams;
}

/** Who writes the proposals: rules on this machine, a model, or a hosted dream over sessions of its own. */
export type DreamEngine = 'local' | 'claude' | 'vscode' | 'hosted';

export interface DreamOptions extends GateLevel {
  readonly engine: DreamEngine;
  readonly trigger: string;
  readonly dryRun: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly instructions?: string;
  /** What it may spend; the defaults of `cost.ts` when missing. */
  readonly limits?: SpendLimits;
  /** Sessions that are over, as what they came to was graded: they take part without having rested. */
  readonly ended?: readonly string[];
  /** How the sessions are parted; none when missing. */
  readonly scopes?: readonly DreamScope[];
  /** The name of the scope to dream over, empty for what fits none; everything that takes part when missing. */
  readonly scope?: string;
  /** Why no model can be asked although the engine needs one, as a clause; the local engine then says so. */
  readonly noModel?: string;
  /** A call of its own asks the model what goes against the constitution; missing, the rules alone judge. */
  readonly isJudged?: boolean;
  /** Names of hosted sessions, for the hosted engine. */
  readonly hostedSessions?: readonly string[];
}

export type Sensitivity = 'cautious' | 'balanced' | 'autonomous';

/** What becomes of a proposal with personal data: refused, for a person to decide, or written without the data. */
export type PersonalDataHandling = 'refuse' | 'review' | 'mask';

/** How strict the gate is, as the person chose. */
export interface GateLevel {
  readonly sensitivity: Sensitivity;
  /** For a person to decide when missing. */
  readonly personalData?: PersonalDataHandling;
}

/** What the person chose that also holds for what they decide on a proposal. */
export type DecisionOptions = Pick<GateLevel, 'personalData'>;

export type DreamOutcome =
  | {
      readonly kind: 'ended';
      readonly record: DreamRecord;
      readonly findings: readonly Finding[];
      readonly items: readonly ReviewItem[];
    }
  /** Another dream, here or in another process, holds the lock. */
  | { readonly kind: 'busy' };

export interface MemoryDraft {
  readonly text: string;
  readonly path?: string;
  readonly kind?: MemoryKind;
}

/** What became of a person's own save, rename, delete, approval, edit or rejection. */
export type ChangeOutcome =
  | {
      readonly kind: 'committed';
      readonly memories: readonly Memory[];
      readonly items: readonly ReviewItem[];
      /** One clear line for each of several approvals that could not be carried out. */
      readonly messages: readonly string[];
    }
  | { readonly kind: 'waiting'; readonly item: ReviewItem }
  | { readonly kind: 'refused'; readonly item: ReviewItem }
  | { readonly kind: 'rejected'; readonly items: readonly ReviewItem[] }
  /** The base changed since it was shown; `message` says what to do. */
  | { readonly kind: 'conflict'; readonly message: string }
  | { readonly kind: 'invalid'; readonly message: string };

export interface UndoOutcome {
  readonly dream: string;
  /** Id of the commit that took it back; undoing that brings the dream back. Null when there was nothing to take back. */
  readonly commit: string | null;
  /** Memories restored. */
  readonly memories: number;
  /** Proposals made because a memory had changed since. */
  readonly merges: number;
  readonly withdrawn: number;
}

export interface CheckLine {
  readonly id: string;
  readonly text: string;
  readonly origin: Origin;
}

export interface CheckAnswer {
  readonly id: string;
  readonly verdict: Verdict['verdict'];
  readonly rules: readonly string[];
  readonly redacted: string;
}

/** Which proposal, and the hash of exactly what was shown to the person who approves. */
export interface Approval {
  readonly id: string;
  readonly hash: string;
}

export interface RedactionOptions {
  /** Answers what would become of it; nothing is changed. */
  readonly dryRun?: boolean;
}

/**
 * Everything one store can do, for the editor (through the worker), the command line (directly) and tests.
 * Every method refreshes from the journal first.
 */
export interface Dreamwright {
  import(paths: readonly string[], options: ImportOptions, call?: CallOptions): Promise<ImportReport>;
  sessions(): Promise<readonly SessionSummary[]>;
  transcript(session: string): Promise<readonly SessionEvent[]>;
  /** The event and up to `reach` events before and after it, in order; none where it isn't there. */
  eventsAround(session: string, event: string, reach: number): Promise<readonly SessionEvent[]>;
  /** What of a session that still runs is far from its kind already, a clause each. */
  earlyWarnings(session: string): Promise<readonly string[]>;
  appendEvents(header: SessionHeader, events: readonly SessionEvent[]): Promise<number>;
  removeSession(session: string, reason: string): Promise<void>;

  recall(query: string, options: RecallOptions, call?: CallOptions): Promise<readonly RecallHit[]>;
  /** What the memories for the next prompt are chosen from. */
  promptCandidates(query: string, occasion: PromptOccasion, reader?: string): Promise<PromptCandidates>;
  /** The memories for the next prompt, within a token budget; `reader` as in {@link RecallOptions}. */
  recallForPrompt(
    query: string,
    budgetTokens: number,
    occasion?: PromptOccasion,
    reader?: string,
  ): Promise<PromptMemories>;

  memories(prefix?: string): Promise<readonly Memory[]>;
  memory(id: string): Promise<Memory | null>;
  versions(memory: string): Promise<readonly MemoryVersion[]>;
  /** How the judged sessions went that recalled it. */
  reward(memory: string): Promise<RewardCounts>;
  /** The last word on each goal, oldest first. */
  outcomes(): Promise<readonly PastOutcome[]>;
  /** What a folder of paths (`/` for all) holds as a whole. */
  folderSummary(folder: string): Promise<FolderSummary>;
  /** The folders that answer a question as a whole, best first; `memories` opens one. */
  recallFolders(query: string, limit: number): Promise<readonly FolderAnswer[]>;
  remember(draft: MemoryDraft): Promise<ChangeOutcome>;
  /** Keeps a memory that a person moves here from another store, with its id and what it rests on. */
  takeOver(memory: Memory): Promise<ChangeOutcome>;
  /** Saves a person's new text; `baseHash` (SHA-256 of the text that was opened) guards against lost updates. */
  saveMemory(id: string, text: string, baseHash: string): Promise<ChangeOutcome>;
  renameMemory(id: string, path: string): Promise<ChangeOutcome>;
  /** A pinned memory is changed by people alone. */
  pinMemory(id: string, isPinned: boolean): Promise<ChangeOutcome>;
  /** Until when it holds, and by when a dream is to ask whether it still does. */
  dateMemory(id: string, dates: MemoryDates): Promise<ChangeOutcome>;
  deleteMemory(id: string): Promise<ChangeOutcome>;
  /**
   * Takes the content of a version off the disk for good, also where sessions say it again; who made it and when stays.
   * `all` deletes the memory first. Not reached: backups, copies in git, and what a session says in other words.
   */
  redactVersion(
    memory: string,
    version: string | 'all',
    reason: string,
    options?: RedactionOptions,
  ): Promise<RedactionOutcome>;
  /** Takes what was redacted of another store's memory off this one's disk, where its sessions say it again. */
  maskWords(request: MaskingRequest, options?: RedactionOptions): Promise<Masking>;
  /** One call of Anthropic's memory tool (`memory_20250818`) by an agent; the answer is the tool's result. */
  memoryTool(request: MemoryToolRequest): Promise<MemoryToolAnswer>;

  /** What the person chose in their editor; holds until it is chosen anew. */
  choose(choices: GateChoices): Promise<void>;
  check(lines: readonly CheckLine[]): Promise<readonly CheckAnswer[]>;
  dream(options: DreamOptions, call?: CallOptions): Promise<DreamOutcome>;
  /** What the same dream would send to a model and cost at most; changes nothing. */
  estimateDream(options: DreamOptions, call?: CallOptions): Promise<DreamEstimate>;
  dreams(): Promise<readonly DreamRecord[]>;
  /** What dreams spent on this day (UTC), in all of the person's workspaces where that is known. */
  spentToday(): Promise<Spent>;
  /** Markdown for a person: what was read, found, changed, what waits, what was refused, cost. */
  dreamReport(dream: string): Promise<string>;
  items(states?: readonly ProposalState[]): Promise<readonly ReviewItem[]>;
  /** The rule files of the store's workspace as they are now, and its folder; of `folder` where it belongs to none. */
  ruleFiles(folder: string | null): Promise<Pick<WorkspaceFacts, 'root' | 'rules'>>;
  approve(approvals: readonly Approval[], options?: DecisionOptions): Promise<ChangeOutcome>;
  reject(ids: readonly string[], reason: string): Promise<ChangeOutcome>;
  /** Replaces the proposed text; it passes the gate again. Of a refused edit no secret is kept. */
  editProposal(id: string, text: string, options?: DecisionOptions): Promise<ChangeOutcome>;
  /**
   * A person's word that a rule is wrong about a refused proposal, which then waits for approval; `text` is what was
   * refused, where that was another process's edit.
   */
  allowRule(id: string, rule: string, options?: DecisionOptions & { readonly text?: string }): Promise<ChangeOutcome>;
  /** Thresholds that decisions of reviewers have moved, and from what. */
  thresholds(): Promise<readonly MovedThreshold[]>;
  /** Puts thresholds back to where they stood, by name, or all: earlier decisions no longer count for them. */
  resetThresholds(names: readonly ThresholdName[] | 'all'): Promise<void>;
  /** The same for all that comes, by what is harmless: kept in the person's own constitution, and the proposal judged anew. */
  allowPattern(id: string, allowance: Allowance): Promise<ChangeOutcome>;
  /** Kept with the proposal and in the journal. */
  comment(id: string, text: string): Promise<ChangeOutcome>;
  /** A person rewords a comment of their own, or takes it away (`null`). */
  editComment(id: string, comment: string, text: string | null): Promise<ChangeOutcome>;
  /** Takes a dream back, or an earlier undo (by the commit it answered). Throws when the id is not known. */
  undo(dreamOrCommit: string): Promise<UndoOutcome>;
  /** Takes back all changes that fit, in one step; reverting the answer's `commit` brings them back. `dream` stays empty. */
  revert(filter: RevertFilter): Promise<UndoOutcome>;

  /** Keeps in the journal that something was sent to a model. */
  noteModelCall(call: ModelCall): Promise<void>;
  verifyJournal(): Promise<AuditProof>;
  journal(): Promise<readonly JournalEntry[]>;
  statistics(): Promise<
    StoreStatistics & { readonly waiting: number; readonly dreams: number; readonly tokens: number }
  >;
  notices(): Promise<readonly string[]>;
  backup(target: string): Promise<void>;
  restore(source: string): Promise<void>;
  forgetEverything(): Promise<void>;
  close(): Promise<void>;
}
