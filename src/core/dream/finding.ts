import type { Evidence } from '../evidence.ts';
import type { MemoryKind, MemoryLink } from '../memory/memory.ts';
import type { Origin } from '../origin.ts';
import type { RuleLine } from './review/rule-line.ts';

interface FindingBase {
  readonly id: string;
  /** 0 to 1. */
  readonly score: number;
  /** Names the command or subject literally. */
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  /** The sessions it was seen in, one name per *independent* group (no shared events, no resume chain). */
  readonly sessions: readonly string[];
  /** The one folder, relative to the workspace, in which all of it was seen; missing where it was seen in several. */
  readonly where?: string;
}

/** What failed again and again, and what finally made it pass, if that was seen twice. */
export interface RecurringFailure extends FindingBase {
  readonly kind: 'recurring-failure';
  /** The error that different commands met; null where it is one command that failed, whatever the error. */
  readonly error: string | null;
  /** Normalised command, as a person would type it; of several the one that failed most. */
  readonly command: string;
  readonly failures: number;
  /** Checks that it blamed in two or more independent sessions, such as `errcheck`, most often first. */
  readonly rules: readonly { readonly name: string; readonly sessions: number }[];
  readonly remedy: {
    readonly steps: readonly string[];
    /** Independent sessions in which the command passed after these steps. */
    readonly episodes: number;
    readonly evidence: readonly Evidence[];
  } | null;
  /** The rule file that already asks for the command, or null. */
  readonly ruledBy: string | null;
  /** A memory names it already, and what made it pass. */
  readonly isTold: boolean;
  /** The memory that warned of it and did not keep it from failing again; null when none stood. */
  readonly warned: UnheededMemory | null;
  /** Declared in the workspace's own scripts, or run by the person. */
  readonly isDeclared: boolean;
  /** ISO 8601 of the first and the last failure. */
  readonly firstAt: string;
  readonly lastAt: string;
}

/** A memory that names a command which kept failing while it stood and was passed by. */
export interface UnheededMemory {
  readonly memory: string;
  /** The steps that it names and that were left out; none where the work was left, or committed, with the command failing. */
  readonly skipped: readonly string[];
  /** The steps were to follow the failure, not to come before the command. */
  readonly isAfterFailure: boolean;
  /** Independent sessions that passed it by since it says what it says. */
  readonly sessions: readonly string[];
  readonly evidence: readonly Evidence[];
  /** ISO 8601 of the first and the last failure since. */
  readonly firstAt: string;
  readonly lastAt: string;
}

/** A standing instruction, preference or correction in a person's own words. */
export interface Statement extends FindingBase {
  readonly kind: 'preference' | 'correction';
  /** The sentence as it was typed, the clearest one where it was said more than once. */
  readonly text: string;
  /**
   * `request` is something asked for in this task that came again in other sessions; `shown` was not said but done,
   * such as refusing the same act again and again, `rewritten` by changing what agents wrote; `raised` is a concern that came back in other words each time;
   * `chosen` is an answer to an agent's question. The text of these is the dream's, not the person's.
   */
  readonly standing: 'explicit' | 'implied' | 'none' | 'request' | 'shown' | 'rewritten' | 'raised' | 'chosen';
  /** Of a request: independent sessions that asked in much the same words; in the others the object was another. */
  readonly saidAlike?: number;
  readonly subject: string;
  /** What the text rests on where it does not stand on its own: what was said before, quotes, a question; else empty. */
  readonly about: string;
  readonly isHedged: boolean;
  readonly author: string;
  readonly origin: Origin;
  /** The line of a rule file that says the opposite, where one does. */
  readonly against?: RuleLine;
  /** What somebody else says that may go against it, where the words leave that in doubt. */
  readonly doubtedBy?: { readonly author: string; readonly text: string };
  /** ISO 8601: when the text was said, and the first and the last time that any of its like was. */
  readonly at: string;
  readonly firstAt: string;
  readonly lastAt: string;
}

export interface DuplicateMemories extends FindingBase {
  readonly kind: 'duplicate';
  /** Ids; the first is the one to keep. */
  readonly memories: readonly string[];
  /** Whether each rests on independent sessions of its own. */
  readonly restApart: boolean;
}

export interface Contradiction extends FindingBase {
  readonly kind: 'contradiction';
  /** Id of the older memory that the newer statement denies. */
  readonly memory: string;
  readonly conflict: 'polarity' | 'number' | 'tool' | 'version' | 'path' | 'order';
  readonly statement: Statement;
}

export interface StaleMemory extends FindingBase {
  readonly kind: 'stale';
  readonly memory: string;
  readonly why: string;
}

/** What people say differently of one subject: shown, not averaged. */
export interface Disagreement extends FindingBase {
  readonly kind: 'contradiction';
  readonly memory: null;
  readonly conflict: Contradiction['conflict'];
  /** The newest statement of each person, oldest first. */
  readonly statements: readonly Statement[];
}

/** Two memories that both stand and can't both hold. */
export interface MemoryConflict extends FindingBase {
  readonly kind: 'contradiction';
  readonly memory: null;
  readonly conflict: Contradiction['conflict'];
  /** Ids: the later one, and the one that it denies. */
  readonly memories: readonly [string, string];
}

/** What to write down of an observation. */
export interface Advice {
  readonly folder: string;
  readonly title: string;
  readonly text: string;
  readonly kind: MemoryKind;
  /** What stands below the text instead of the finding's summary. */
  readonly because?: string;
}

/** A change of the store's order that leaves what it says as it is; memories by their ids. */
export type Tidying =
  | { readonly kind: 'move'; readonly memory: string; readonly folder: string }
  | { readonly kind: 'split'; readonly memory: string; readonly halves: readonly [string, string] }
  | { readonly kind: 'link' | 'unlink'; readonly memory: string; readonly link: MemoryLink };

/** Something seen across sessions; most are for a person to read, and only some are worth a memory. */
export interface Observation extends FindingBase {
  readonly kind: 'inefficiency' | 'deviation' | 'gap' | 'outcome';
  readonly advice: Advice | null;
  /** Set where what is inefficient is the memory's own order. */
  readonly tidying?: Tidying;
  /** Whose words the advice carries. */
  readonly origin: Origin;
  /** ISO 8601 of the first and the last time it was seen. */
  readonly firstAt: string;
  readonly lastAt: string;
}

/** How agents got in each other's way, or learned the same apart. */
export interface MultiAgentFinding extends FindingBase {
  readonly kind: 'multi-agent';
  /** Ids of memories that several agents hold apart; the first is the one to share. Empty otherwise. */
  readonly memories: readonly string[];
}

/** What the analysis saw. */
export type Finding =
  | RecurringFailure
  | Statement
  | DuplicateMemories
  | Contradiction
  | Disagreement
  | MemoryConflict
  | StaleMemory
  | Observation
  | MultiAgentFinding;
