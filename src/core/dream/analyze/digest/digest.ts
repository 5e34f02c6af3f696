import type { Evidence } from '../../../evidence.ts';
import type { Origin } from '../../../origin.ts';
import type { Standing } from '../statements/standing-signals.ts';
import type { Lessons, RaisedConcern } from './lessons.ts';
import type { MissedCall } from './miss-reader.ts';
import type { OwnEdit } from './own-edit-reader.ts';

/** Raise when a digest's content changes: older ones are made anew. */
export const DIGEST_VERSION = 22;

/** What a session shows after as many calls, it shows early. */
export const EARLY_CALLS = 20;

/** One run of a shell command in a session; of a compound line, one for each command that did work. */
export interface CommandRun {
  /** Index of the call among the session's events. */
  readonly index: number;
  /** Normalised, as a person would type it; see `normalizeCommand`. */
  readonly command: string;
  /** As it was run, with folder, environment, flags and arguments; empty where `command` is all of it. */
  readonly form: string;
  /** What a task runner says it runs for it, normalised; empty when it says nothing. */
  readonly inner: string;
  readonly failed: boolean;
  /** First telling line of the error, numbers and paths masked; empty when it passed. */
  readonly signature: string;
  /** Checks that the failure names, such as `errcheck` or `TS2345`. */
  readonly rules: readonly string[];
  /** Base names of the files that the failure points at. */
  readonly files: readonly string[];
  readonly at: string;
  readonly ranBy: 'agent' | 'person';
  /** The result; event and quote are empty for a run that passed and did not follow a failure. */
  readonly evidence: Evidence;
}

/** A check, test or build that passed after the last edit. */
export interface ClosingRun {
  readonly command: string;
  readonly evidence: Evidence;
}

/** A file edit, for telling what stood between a failure and the next success. */
export interface FileEdit {
  readonly index: number;
  /** Relative to the working directory where that is known. */
  readonly file: string;
}

/** A sentence of a person that may instruct, prefer or correct. */
export interface PersonStatement {
  readonly index: number;
  readonly kind: 'preference' | 'correction';
  readonly text: string;
  readonly standing: Standing;
  /** The sentence before it, where this one is too short to stand on its own; else empty. */
  readonly about: string;
  readonly isHedged: boolean;
  readonly author: string;
  readonly origin: Origin;
  readonly at: string;
  readonly evidence: Evidence;
}

/** A short request of a person, for telling which ones come again in other sessions. */
export interface PersonRequest {
  readonly index: number;
  readonly text: string;
  /** Action and object, such as `add test`. */
  readonly key: string;
  readonly author: string;
  readonly origin: Origin;
  readonly at: string;
  readonly evidence: Evidence;
}

/** A search, and the file that the agent opened next because of it. */
export interface Trail {
  readonly query: string;
  /** Relative to the working directory. */
  readonly file: string;
  /** Calls from the search to the file. */
  readonly steps: number;
  readonly at: string;
  readonly evidence: Evidence;
}

/** A search or the reading of a file, in the order in which they were made. */
export interface Look {
  /** Index among the session's events. */
  readonly index: number;
  readonly kind: 'search' | 'read';
  /** What was searched for, or the file relative to the working directory. */
  readonly what: string;
}

/** The same search, read or command made again and again with no edit in between. */
export interface RepeatedLookup {
  readonly act: 'looked up' | 'run';
  readonly what: string;
  readonly times: number;
  readonly at: string;
  readonly evidence: Evidence;
}

/** When a session edited a file: first and last, ISO 8601. */
export interface TouchedFile {
  readonly file: string;
  readonly first: string;
  readonly last: string;
  readonly evidence: Evidence;
}

/** An edit that was held off because another agent was changing the file. */
export interface HeldEdit {
  readonly file: string;
  /** The session that held it. */
  readonly holder: string;
  readonly evidence: Evidence;
}

/** A tool call that the person refused. */
export interface RefusedCall {
  /** What was refused: a normalised command, `edit FILE`, `call TOOL`, or `plan` where a plan was sent back. */
  readonly act: string;
  /** What the person said with it; empty when nothing. */
  readonly said: string;
  /** The command that the agent ran next and that passed; empty when it did something else. */
  readonly instead: string;
  readonly author: string;
  readonly at: string;
  readonly evidence: Evidence;
}

/** A person's word that they did by themselves what the agent was at. */
export interface Takeover {
  /** Index among the session's events. */
  readonly index: number;
  readonly evidence: Evidence;
}

/** A question of a person about how things are here. */
export interface AskedQuestion {
  readonly text: string;
  readonly at: string;
  /** Whether recall was asked for it and found no memory. */
  readonly isUnanswered: boolean;
  readonly evidence: Evidence;
}

/** What was asked, and the memories that were put into the prompt for it. */
export interface PastRecall {
  readonly question: string;
  readonly memories: readonly string[];
}

/** What a dream remembers of one session: for all but tiny ones at least twenty times smaller than the raw events. */
export interface SessionDigest extends Lessons {
  readonly version: number;
  readonly session: string;
  readonly parentSession: string | null;
  /** Number of events digested. */
  readonly events: number;
  /** Characters of their texts: what a model has had to read and write. */
  readonly characters: number;
  /** Tokens that a model read anew and wrote; 0 where the transcript does not tell. */
  readonly tokens: number;
  readonly agent: string;
  readonly started: string;
  readonly ended: string;
  /** The first thing a person asked, shortened. */
  readonly goal: string;
  /** Id of the event that it was asked in; empty when nothing was. */
  readonly goalEvent: string;
  readonly commands: readonly CommandRun[];
  readonly edits: readonly FileEdit[];
  readonly statements: readonly PersonStatement[];
  readonly requests: readonly PersonRequest[];
  readonly concerns: readonly RaisedConcern[];
  readonly takeovers: readonly Takeover[];
  /** Checks, tests and builds that passed after the last edit, in their order. */
  readonly closing: readonly ClosingRun[];
  /** How often each tool was called. */
  readonly tools: Readonly<Record<string, number>>;
  /** How many different files were edited; `touched` may name fewer. */
  readonly editedFiles: number;
  /** Tool calls that the person refused, and interrupts. */
  readonly refusals: number;
  /** The first words of the session. */
  readonly opening: Evidence | null;
  /** Where the agent worked; empty when not known. */
  readonly folder: string;
  /** Tool calls, and those that failed. */
  readonly calls: number;
  readonly errors: number;
  /** Of the first {@link EARLY_CALLS} calls those that failed; null for a session with fewer. */
  readonly earlyErrors: number | null;
  readonly looks: readonly Look[];
  readonly trails: readonly Trail[];
  readonly repeats: readonly RepeatedLookup[];
  /** How often each file was read. */
  readonly reads: Readonly<Record<string, number>>;
  readonly touched: readonly TouchedFile[];
  readonly held: readonly HeldEdit[];
  readonly misses: readonly MissedCall[];
  readonly refused: readonly RefusedCall[];
  readonly ownEdits: readonly OwnEdit[];
  readonly questions: readonly AskedQuestion[];
  /** Ids of the memories that were put into its prompts. */
  readonly recalled: readonly string[];
  /** The first few questions that memories were recalled for. */
  readonly recalls: readonly PastRecall[];
  /** Answers, goals and calls that a person or a grader found good, and bad; all edits together count as one. */
  readonly good: number;
  readonly bad: number;
  /** The last of these judgements. */
  readonly judgement: Evidence | null;
  /** Hashes of a sample of the events; sessions that share any are not independent. */
  readonly fingerprints: readonly string[];
}
