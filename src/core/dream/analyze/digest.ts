import type { Evidence } from '../../evidence.ts';
import type { Origin } from '../../origin.ts';

/** Raise when a digest's content changes: older ones are made anew. */
export const DIGEST_VERSION = 1;

/** One run of a shell command in a session. */
export interface CommandRun {
  /** Index of the call among the session's events. */
  readonly index: number;
  /** Normalised, as a person would type it; see `normalizeCommand`. */
  readonly command: string;
  readonly failed: boolean;
  /** First telling line of the error, numbers and paths masked; empty when it passed. */
  readonly signature: string;
  readonly at: string;
  readonly ranBy: 'agent' | 'person';
  readonly evidence: Evidence;
}

/** A file edit, for telling what stood between a failure and the next success. */
export interface FileEdit {
  readonly index: number;
  readonly file: string;
}

/** A sentence of a person that may instruct, prefer or correct. */
export interface PersonStatement {
  readonly index: number;
  readonly kind: 'preference' | 'correction';
  readonly text: string;
  readonly isExplicit: boolean;
  readonly isHedged: boolean;
  readonly author: string;
  readonly origin: Origin;
  readonly at: string;
  readonly evidence: Evidence;
}

/** What a dream remembers of one session: at least twenty times smaller than the raw events. */
export interface SessionDigest {
  readonly version: number;
  readonly session: string;
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
  /** Hashes of a sample of event ids; sessions that share any are not independent. */
  readonly fingerprints: readonly string[];
}
