import type { ToolPart } from '../../protocol/chat-entry.ts';

const PAST: Readonly<Record<string, string>> = {
  run: 'ran',
  edit: 'edited',
  create: 'created',
  list: 'listed',
  search: 'searched',
  ask: 'asked',
  plan: 'planned',
  look: 'looked',
  check: 'checked',
  delete: 'deleted',
  write: 'wrote',
  recall: 'recalled',
  delegate: 'delegated',
  hand: 'handed',
  view: 'viewed',
  rename: 'renamed',
};

/** "run mise run lint" until it ends, "ran mise run lint" from then on. */
export function toolTitle({ title, state }: Pick<ToolPart, 'title' | 'state'>): string {
  if (state !== 'done' && state !== 'failed') return title;
  return title.replace(/^\w+/u, (verb) => PAST[verb] ?? verb);
}
