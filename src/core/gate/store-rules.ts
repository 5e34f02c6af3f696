import { isSameContent } from '../canonical-json.ts';
import { hasEnded } from '../memory/memory.ts';
import { parseMemoryPath } from '../memory/path.ts';
import { textProblem } from '../memory/text-problem.ts';
import { writtenMemories } from './edited-memories.ts';
import type { ProposalRule } from './rule.ts';

export const STORE_RULES: readonly ProposalRule[] = [
  {
    name: 'store.path',
    meaning: 'Its path is not one a memory can have.',
    mend: 'Propose it at another path.',
    example: 'a memory at /../notes.md',
    check: (proposal) => {
      for (const { after } of proposal.changes) {
        const parsed = after === null ? null : parseMemoryPath(after.path);
        if (parsed?.kind === 'invalid') return { effect: 'refuse', detail: parsed.message };
      }
      return null;
    },
  },
  {
    name: 'store.text',
    meaning: 'It is empty, or longer than a memory may be.',
    mend: 'Write a few sentences; split what is longer than 100 kB.',
    example: 'a memory of white space',
    check: (proposal) => {
      for (const { text } of writtenMemories(proposal)) {
        const problem = textProblem(text);
        if (problem !== null) return { effect: 'refuse', detail: problem };
      }
      return null;
    },
  },
  {
    name: 'store.path-taken',
    meaning: 'Another memory stands where it would go.',
    mend: 'Edit the memory that stands there, or reject one of the two.',
    example: 'creating /testing/run.md twice',
    check: (proposal, { memories }) => {
      const ids = new Set(proposal.changes.map(({ id }) => id));
      for (const { after } of proposal.changes) {
        if (after === null || hasEnded(after)) continue;
        const occupant = memories.memoryAt(after.path);
        if (occupant !== undefined && !ids.has(occupant.id)) {
          return { effect: 'review', detail: `a memory already stands at ${after.path}` };
        }
      }
      return null;
    },
  },
  {
    name: 'store.changed-since',
    meaning: 'The memory was changed after this was proposed.',
    mend: 'Look at it again: it is compared with what stands now.',
    example: 'an update of a memory that a person saved in between',
    check: (proposal, { memories }) => {
      const changed = proposal.changes.find(({ id, before }) => !isSameContent(memories.memory(id) ?? null, before));
      return changed === undefined ? null : { effect: 'review', detail: 'the memory changed after this was proposed' };
    },
  },
];
