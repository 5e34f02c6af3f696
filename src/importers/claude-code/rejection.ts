/** What a tool result says when the person stopped the call. */
export type Rejection =
  /** With the person's own words. */
  { readonly kind: 'reason'; readonly text: string } | { readonly kind: 'silent'; readonly text: string };

const REJECTED =
  /^The user doesn't want to (?:proceed with this tool use|take this action right now)\.|^User rejected tool use\b/u;
const INTERRUPTED = /^\[Request interrupted by user[^\]\n]{0,60}\]/u;
const REASON =
  /(?:the user said:|the user provided the following reason for the rejection:)\s*([\s\S]*?)(?:\n\nNote: The user's next message may contain [\s\S]*)?$/iu;
/** The program's own words where a reason would stand. */
const NOT_TYPED = /^The user wants to clarify these questions\./u;

/** Reads the result of a failed call; null when the person had no part in it. */
export function readRejection(result: string): Rejection | null {
  const interrupted = INTERRUPTED.exec(result)?.[0];
  if (interrupted !== undefined) return { kind: 'silent', text: interrupted };
  const rejected = REJECTED.exec(result)?.[0];
  if (rejected === undefined) return null;
  const reason = REASON.exec(result)?.[1]?.trim() ?? '';
  if (reason === '') return { kind: 'silent', text: rejected };
  return { kind: NOT_TYPED.test(reason) ? 'silent' : 'reason', text: reason };
}
