/** A line of a workspace file that speaks of the question. */
export interface FileHit {
  /** Relative to the workspace root, with forward slashes. */
  readonly file: string;
  /** One-based. */
  readonly line: number;
  readonly text: string;
  /** Higher is better; comparable within one search. */
  readonly score: number;
}

/** Finds lines of the workspace that hold the most words of `query`; best first. */
export type FileSearch = (query: string, limit: number, signal: AbortSignal) => Promise<readonly FileHit[]>;
