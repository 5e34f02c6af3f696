/** A piece of a text; offsets into it. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}
