import type { ChangeOutcome } from '../dreamwright.ts';
import { hashText } from '../hash-text.ts';
import type { Citation } from '../memory/citation.ts';
import { citationsOf } from '../memory/cite.ts';
import type { Memory } from '../memory/memory.ts';
import type { Decision } from '../store.ts';
import { decideAct, proposalOf } from './decide-act.ts';
import { invalid, type PersonalAct } from './personal-act.ts';

/** A person saves a memory's document; `found` is what its text cites. */
export function decideSave(
  id: string,
  { text, found, baseHash }: { readonly text: string; readonly found: readonly Citation[]; readonly baseHash: string },
  act: PersonalAct,
): Decision<ChangeOutcome> {
  const before = act.view.memory(id);
  if (before === undefined) return invalid('This memory is gone. Copy your text, then create it anew.');
  if (hashText(before.text) !== baseHash) {
    return {
      records: [],
      result: { kind: 'conflict', message: `${before.path} changed since you opened it. Compare, then save again.` },
    };
  }
  if (before.text === text)
    return { records: [], result: { kind: 'committed', memories: [before], items: [], messages: [] } };
  if (text.trim() === '') return invalid('An empty memory says nothing. Delete it instead.');
  const after: Memory = {
    ...before,
    text,
    origin: 'user',
    author: act.person,
    evidence: [...before.evidence, ...act.evidence],
    citations: citationsOf(before, text, found),
    updatedAt: act.now.toISOString(),
  };
  return decideAct(proposalOf('update', { id, before, after }, act), act);
}
