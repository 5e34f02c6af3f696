import type { Dreamwright } from '../../dreamwright.ts';

export interface SlashContext {
  readonly memory: Pick<Dreamwright, 'remember' | 'recall' | 'recallFolders' | 'memories' | 'deleteMemory'>;
  /** What a command starts outside the chat. */
  readonly start: (action: 'dream' | 'review') => Promise<void>;
}

/** Something typed with a slash; it answers with Markdown. */
export interface SlashCommand {
  /** Without the slash. */
  readonly name: string;
  /** Shown after the name; empty when it takes no argument. */
  readonly argument: string;
  readonly description: string;
  readonly run: (argument: string, context: SlashContext, now: Date) => Promise<string>;
}
