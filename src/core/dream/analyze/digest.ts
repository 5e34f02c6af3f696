import type { Evidence } from '../../evidence.ts';
import type { Origin } from '../../origin.ts';
import type { Standing } from './standing-signals.ts';

/** Raise when a digest's content changes: older ones are made anew. */
export const DIGEST_VERSION = 2;

/** One run of a shell command in a session; of a compound line, one for each command that did work. */
export interface CommandRun {
  /** Index of the call among the session's events. */
  readonly index: number;
  /** Normalised, as a person would type it; see `normalizeCommand`. */
  readonly command: string;
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
  /** The result; its quote is empty for a run that passed and did not follow a failure. */
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

/** What a dream remembers of one session: for all but tiny ones at least twenty times smaller than the raw events. */
export interface SessionDigest {
  readonly version: number;
  readonly session: string;
  readonly parentSession: string | null;
  /** Number of events digested. */
  readonly events: number;
  readonly agent: string;
  readonly started: string;
  readonly ended: string;
  /** The first thing a person asked, shortened. */
  readonly goal: string;
  readonly commands: readonly CommandRun[];
  readonly edits: readonly FileEdit[];
  readonly statements: readonly PersonStatement[];
  readonly requests: readonly PersonRequest[];
  /** How often each tool was called. */
  readonly tools: Readonly<Record<string, number>>;
  /** Tool calls that the person refused, and interrupts. */
  readonly refusals: number;
  /** Hashes of a sample of the events; sessions that share any are not independent. */
  readonly fingerprints: readonly string[];
}
