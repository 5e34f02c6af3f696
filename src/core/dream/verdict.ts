/** A gate rule that fired. Names are dotted, family first: `origin.external-only`. */
export interface RuleHit {
  readonly rule: string;
  readonly effect: 'review' | 'refuse';
  /** One short clause for the tree and the diff: what exactly made it fire. */
  readonly detail: string;
}

/** What the gate says of one proposal: `auto` commits by itself, `review` needs a person, `refuse` can't be approved. */
export interface Verdict {
  readonly verdict: 'auto' | 'review' | 'refuse';
  readonly hits: readonly RuleHit[];
  /** 0 to 1. */
  readonly risk: number;
  /** Hash of the constitution the verdict was given under. */
  readonly constitution: string;
}
