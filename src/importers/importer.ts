import type { ReadTranscript } from '../core/sessions/import.ts';
import type { SessionTrackers } from './session-trackers.ts';
import type { TextLine } from './text-lines.ts';

/** What holds for all files of one import. */
export interface ReadContext {
  /** Whose words the user turns are, as the person answered; `none`: nothing ranks above `external`. */
  readonly trust: 'user' | 'none';
  readonly author?: string;
  readonly trackers: SessionTrackers;
  /** Names of subagents by session, learned from their parents' files. */
  readonly agentNames: Map<string, string>;
}

/** One file to read. */
export interface TranscriptSource {
  readonly path: string;
  /** ISO 8601; stands in for the time of events that carry none. */
  readonly modified: string;
  lines(): AsyncIterable<TextLine>;
}

/** Reads one agent's transcripts. A new format is a new value of this type in `importers.ts`. */
export interface Importer {
  readonly name: string;
  /** Judges by the first lines of a file; the last of them may be cut off. */
  detects(lines: readonly string[]): boolean;
  /** A long session comes in several pieces, in order. */
  read(source: TranscriptSource, context: ReadContext): AsyncIterable<ReadTranscript>;
}
