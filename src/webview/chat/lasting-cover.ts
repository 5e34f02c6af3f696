import type { ToolPart } from '../../protocol/chat-entry.ts';

export type LastingCover =
  | { readonly kind: 'every-edit' }
  /** A command line or path, as it is kept. */
  | { readonly kind: 'pattern'; readonly pattern: string };

/** What a lasting answer to a call covers. */
export function lastingCover({ effect }: Pick<ToolPart, 'effect'>, pattern: string): LastingCover {
  return effect === 'edit' && pattern === '*' ? { kind: 'every-edit' } : { kind: 'pattern', pattern };
}
