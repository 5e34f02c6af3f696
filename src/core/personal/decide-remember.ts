import type { ChangeOutcome, MemoryDraft } from '../dreamwright.ts';
import { newId } from '../identifier.ts';
import type { Memory } from '../memory/memory.ts';
import type { Decision } from '../store.ts';
import { decideAct, proposalOf } from './decide-act.ts';
import { pathProblem, suggestPath } from './memory-place.ts';
import { invalid, type PersonalAct } from './personal-act.ts';

/** A new memory on the person's word. */
export function decideRemember(
  draft: MemoryDraft & Pick<Memory, 'scope' | 'citations'>,
  act: PersonalAct,
): Decision<ChangeOutcome> {
  const text = draft.text.trim();
  if (text === '') return invalid('There is nothing to remember: the text is empty.');
  const kind = draft.kind ?? 'fact';
  const path = draft.path ?? suggestPath(text, kind, act.view);
  const problem = pathProblem(path, '', act.view);
  if (problem !== null) return invalid(problem);
  const at = act.now.toISOString();
  const after: Memory = {
    id: newId('mem', act.now),
    path,
    text,
    kind,
    scope: draft.scope,
    tags: [],
    evidence: act.evidence,
    citations: draft.citations,
    links: [],
    origin: 'user',
    author: act.person,
    confidence: 1,
    validFrom: at,
    validTo: null,
    supersededBy: null,
    pinned: false,
    createdAt: at,
    updatedAt: at,
  };
  return decideAct(proposalOf('create', { id: after.id, before: null, after }, act), act);
}
