/** A kind of secret, found by a literal that stands in it; the pattern then runs at that place alone. */
export interface SecretRule {
  /** Short dashed name: `[redacted:<kind>]`, gate rule `secret.<kind>`. */
  readonly kind: string;
  /** Literals of which one must stand where the pattern is tried; the scan looks for nothing else. */
  readonly starts: readonly string[];
  /**
   * Sticky at the literal and bounded, so that the whole scan stays linear. Flags `dy`. A group `before` (in a
   * look-behind) adds what stands left of the literal; a group `secret` narrows what is redacted.
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
