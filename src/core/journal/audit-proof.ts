/** What the journal, its signed heads and the head kept outside the store prove together. */
export type AuditProof =
  | {
      readonly ok: true;
      readonly entries: number;
      /** Number of the last entry that a signed head vouches for; 0 when none does. */
      readonly signed: number;
      /** What does not break the chain and a person should know, one line each. */
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly firstBad: number; readonly reason: string };

/** The port to the signed heads of one journal. */
export interface JournalHeads {
  verify(): Promise<AuditProof>;
  /** Signs where the journal stands, if it has grown since. Trouble becomes a notice. */
  keep(): Promise<void>;
  /** The same in a few seconds, so that no acknowledged write waits for it. */
  keepSoon(): void;
  /** A person has put another journal in the place of this one, or none: what was kept of the old one is void. */
  startAnew(): Promise<void>;
  readonly notices: readonly string[];
  close(): void;
}
