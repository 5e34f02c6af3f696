import type { Evidence } from '../../../evidence.ts';

/** A sentence of a person that raises one of the concerns that people come back to; the first of each in a session. */
export interface RaisedConcern {
  readonly concern: string;
  readonly text: string;
  readonly author: string;
  readonly at: string;
  readonly evidence: Evidence;
}

/** What a person chose when an agent asked. */
export interface Decision {
  readonly question: string;
  readonly choice: string;
  readonly author: string;
  readonly at: string;
  readonly evidence: Evidence;
}

/** Why something did not work, in the agent's words, before an edit that mended it. */
export interface FoundCause {
  readonly text: string;
  readonly at: string;
  readonly evidence: Evidence;
}

/** What a session taught beside what people said of how to work. */
export interface Lessons {
  readonly decisions: readonly Decision[];
  readonly causes: readonly FoundCause[];
}
