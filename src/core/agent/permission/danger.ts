/** Why a person must say yes to a call each time, whatever the rules. */
export interface Danger {
  readonly kind: 'outside-workspace' | 'secret-file' | 'destructive' | 'unclear' | 'runs-code';
  /** The path or the part of the command that it is about. */
  readonly what: string;
}
