import type { Proposal } from '../dream/proposal.ts';
import { hasEnded, type Memory, type MemoryScope } from '../memory/memory.ts';
import { ORIGINS } from '../origin.ts';
import {
  carriedOrigin,
  endedMemories,
  lostInMerge,
  standingMemories,
  touchedMemories,
  writtenMemories,
} from './edited-memories.ts';
import type { GateContext } from './gate-context.ts';
import { findDroppedHedge } from './hedges.ts';
import type { ProposalRule } from './rule.ts';
import { shorten } from './wording.ts';

/** From the fewest who would read it to the most. */
const SCOPE_WIDTH: Readonly<Record<MemoryScope, number>> = { agent: 0, workspace: 1, user: 2, team: 3 };

/** A person's memory that someone else's proposal would touch. */
function personsMemories(proposal: Proposal): readonly Memory[] {
  return proposal.support.isSameAuthor ? [] : touchedMemories(proposal).filter((memory) => memory.origin === 'user');
}

/** A memory that only a person overrules, which the edit leaves in place and contradicts. */
function deniedMemory({ changes }: Proposal, { firm }: GateContext): Memory | undefined {
  const touched = new Set(changes.map(({ id }) => id));
  for (const { before, after } of changes) {
    const isNew = after !== null && !hasEnded(after) && after.text !== before?.text;
    const denied = isNew ? firm?.deniedBy(after.text, touched) : undefined;
    if (denied !== undefined) return denied;
  }
  return undefined;
}

function holdsPhrase(memory: Memory, phrases: readonly string[]): string | undefined {
  const content = `${memory.path}\n${memory.tags.join('\n')}\n${memory.text}`.toLowerCase();
  return phrases.find((phrase) => phrase !== '' && content.includes(phrase.toLowerCase()));
}

export const SEMANTIC_RULES: readonly ProposalRule[] = [
  {
    name: 'semantic.contradicts-person',
    meaning: 'It replaces what a person wrote by what somebody or something else says, or says the opposite beside it.',
    mend: 'Approve it if the person changed their mind; only their own later explicit statement passes alone.',
    example: 'a dream that supersedes “Use pnpm” of Ann by “Use npm” of Bo',
    check: (proposal, context) => {
      const memory = proposal.operation === 'supersede' ? personsMemories(proposal)[0] : undefined;
      if (memory !== undefined) return { effect: 'review', detail: `replaces what ${memory.author} wrote` };
      const denied = deniedMemory(proposal, context);
      return denied?.origin === 'user'
        ? { effect: 'review', detail: `says otherwise than ${denied.author} in ${denied.path}` }
        : null;
    },
  },
  {
    name: 'semantic.contradicts-rules',
    meaning: 'A rule file of the workspace says the opposite.',
    mend: 'Edit the rule file instead, or approve it if the rule file is what no longer holds.',
    example: 'a procedure with `npm run` beside a CLAUDE.md that says “Always use pnpm, never npm”',
    check: ({ against }) =>
      against === undefined ? null : { effect: 'review', detail: `${against.file} says “${shorten(against.text)}”` },
  },
  {
    name: 'semantic.changes-person',
    meaning: 'It rewords or moves what a person wrote.',
    mend: 'Approve it if the person’s meaning is kept; a merge that keeps every sentence passes alone.',
    example: 'a dream that shortens a memory that Ann saved',
    check: (proposal, context) => {
      if (proposal.operation === 'supersede' || proposal.operation === 'link' || proposal.operation === 'unlink')
        return null;
      if (proposal.operation === 'merge' && lostInMerge(proposal, context.now) === null) return null;
      const memory = personsMemories(proposal)[0];
      return memory === undefined ? null : { effect: 'review', detail: `changes what ${memory.author} wrote` };
    },
  },
  {
    name: 'semantic.pinned',
    meaning: 'It touches a memory that a person pinned, or says the opposite beside it.',
    mend: 'Approve it, or unpin the memory first.',
    example: 'a merge that takes in a pinned memory',
    check: (proposal, context) => {
      const memory = touchedMemories(proposal).find((one) => one.pinned);
      if (memory !== undefined) return { effect: 'review', detail: `${memory.path} is pinned` };
      const denied = deniedMemory(proposal, context);
      return denied?.pinned
        ? { effect: 'review', detail: `says otherwise than ${denied.path}, which is pinned` }
        : null;
    },
  },
  {
    name: 'semantic.deletes',
    meaning: 'It deletes a memory, or ends one without another in its place.',
    mend: 'Approve it if the memory no longer holds; nothing is deleted without a person.',
    example: 'pruning a memory whose file is gone',
    check: (proposal, context) => {
      const ended = endedMemories(proposal, context.now);
      const successors = new Set(standingMemories(proposal, context.now).map((memory) => memory.id));
      const lost = ended.filter((memory) => {
        const after = proposal.changes.find((change) => change.id === memory.id)?.after;
        const successor = after?.supersededBy ?? null;
        if (successor !== null) return !successors.has(successor) && context.memories.memory(successor) === undefined;
        return proposal.operation !== 'merge' || successors.size === 0;
      });
      return lost.length === 0
        ? null
        : { effect: 'review', detail: `deletes ${lost.map(({ path }) => path).join(', ')}` };
    },
  },
  {
    name: 'semantic.loses-sentence',
    meaning: 'It says less than the memories it is made of.',
    mend: 'Edit the missing sentence in, or approve it if nothing of value is lost.',
    example: 'a merge that leaves out one of two reasons',
    check: (proposal, context) => {
      if (proposal.operation !== 'merge' && proposal.operation !== 'split') return null;
      const lost = lostInMerge(proposal, context.now);
      return lost === null ? null : { effect: 'review', detail: `leaves out ${shorten(lost)}` };
    },
  },
  {
    name: 'semantic.drops-hedge',
    meaning: 'Its evidence says “maybe”, “I think” or “for now”, and it does not.',
    mend: 'Edit the hedge back in, or approve it if it is certain by now.',
    example: '“We could perhaps use Bun” remembered as “Use Bun”',
    check: (proposal) => {
      for (const memory of writtenMemories(proposal)) {
        const sources = [
          ...proposal.evidence.map(({ quote }) => quote),
          ...touchedMemories(proposal).map(({ text }) => text),
        ];
        for (const source of sources) {
          const sentence = findDroppedHedge(source, memory.text);
          if (sentence !== null) return { effect: 'review', detail: `drops the hedge of “${shorten(sentence)}”` };
        }
      }
      return null;
    },
  },
  {
    name: 'semantic.widens-scope',
    meaning: 'More sessions or more people would read it than now.',
    mend: 'Approve it if it holds for all of them.',
    example: 'promoting a memory of one workspace to all of a person’s work',
    check: (proposal) => {
      const wide = proposal.changes.find(
        ({ before, after }) => after !== null && SCOPE_WIDTH[after.scope] > SCOPE_WIDTH[before?.scope ?? 'workspace'],
      );
      return wide === undefined ? null : { effect: 'review', detail: `would hold for the scope ${wide.after?.scope}` };
    },
  },
  {
    name: 'semantic.protected',
    meaning: 'It touches a path or a topic that the constitution leaves to people.',
    mend: 'A person approves it.',
    example: 'a memory under /security/',
    check: (proposal, { constitution }) => {
      for (const memory of proposal.changes.flatMap(({ before, after }) => [before, after])) {
        if (memory === null) continue;
        const area =
          constitution.protectedPaths.find((prefix) => memory.path.startsWith(prefix)) ??
          holdsPhrase(memory, constitution.protectedTopics);
        if (area !== undefined) return { effect: 'review', detail: `touches the protected area ${area}` };
      }
      return null;
    },
  },
  {
    name: 'semantic.never-store',
    meaning: 'It holds what the constitution says is never stored.',
    mend: 'Edit it out, or change the constitution.',
    example: 'a code name on the never-store list',
    check: (proposal, { constitution }) => {
      const around = [proposal.reason, ...proposal.evidence.map(({ quote }) => quote)].join('\n').toLowerCase();
      const isAround = constitution.neverStore.some((phrase) => around.includes(phrase.toLowerCase()));
      return isAround ||
        writtenMemories(proposal).some((one) => holdsPhrase(one, constitution.neverStore) !== undefined)
        ? { effect: 'refuse', detail: 'holds what is never stored' }
        : null;
    },
  },
  {
    name: 'origin.raised',
    meaning: 'It calls words more trusted than where they came from.',
    mend: 'A person who finds them right approves them, or says them in their own words.',
    example: 'a summary of a web page that claims to be a person’s statement',
    check: (proposal) => {
      const carried = carriedOrigin(proposal);
      const raised = writtenMemories(proposal).some(({ origin }) => ORIGINS.indexOf(origin) < ORIGINS.indexOf(carried));
      return raised || ORIGINS.indexOf(proposal.origin) < ORIGINS.indexOf(carried)
        ? { effect: 'review', detail: `holds words of origin ${carried}` }
        : null;
    },
  },
];
