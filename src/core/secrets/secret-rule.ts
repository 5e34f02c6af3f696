/** A kind of secret, found by a beginning that tells; the whole pattern then runs at that place alone. */
export interface SecretRule {
  /** Short dashed name: `[redacted:<kind>]`, gate rule `secret.<kind>`. */
  readonly kind: string;
  /** Patterns of which one must match where the rule is tried; each begins with a plain character. */
  readonly starts: readonly string[];
  /**
   * Sticky at that place and bounded, so that the whole scan stays linear; flags `dy`. A group `before` (in a
   * look-behind) adds what stands to the left; a group `secret` narrows what is redacted.
   */
  readonly pattern: RegExp;
  /** Says no to placeholders and look-alikes. */
  readonly accepts: (secret: string) => boolean;
}

export interface SecretHit {
  readonly kind: string;
  /** Offsets into the text that was given, end exclusive. */
  readonly start: number;
  readonly end: number;
}
