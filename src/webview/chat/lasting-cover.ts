import type { ToolPart } from '../../protocol/chat-entry.ts';

export type LastingCover =
  /** In words; changing files and writing whole ones are allowed apart. */
  | { readonly kind: 'every-file'; readonly what: string }
  /** A command line or path, as it is kept. */
  | { readonly kind: 'pattern'; readonly pattern: string };

/** What a lasting answer to a call covers. */
export function lastingCover({ effect, title }: Pick<ToolPart, 'effect' | 'title'>, pattern: string): LastingCover {
  if (effect !== 'edit' || pattern !== '*') return { kind: 'pattern', pattern };
  const isChange = title.startsWith('edit ');
  return {
    kind: 'every-file',
    what: isChange ? 'every change of a file in this workspace' : 'every file written whole in this workspace',
  };
}
