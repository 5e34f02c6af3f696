import type { ToolPart } from '../../protocol/chat-entry.ts';

/** Of the verbs that titles of tools begin with; "read" stays as it is. */
const PAST: Readonly<Record<string, string>> = {
  run: 'ran',
  edit: 'edited',
  create: 'created',
  replace: 'replaced',
  list: 'listed',
  search: 'searched',
  look: 'looked',
  ask: 'asked',
  update: 'updated',
  remember: 'remembered',
  change: 'changed',
  forget: 'forgot',
  move: 'moved',
  delegate: 'delegated',
};

/** "run mise run lint" until it ends, "ran mise run lint" from then on. */
export function toolTitle({ title, state }: Pick<ToolPart, 'title' | 'state'>): string {
  if (state !== 'done' && state !== 'failed') return title;
  return title.replace(/^\w+/u, (verb) => PAST[verb] ?? verb);
}
