import { expect, it } from 'vitest';
import { probeApproval } from '../../src/core/dream/probe-approval.ts';
import type { ReviewItem } from '../../src/core/dream/proposal.ts';
import type { ChangeOutcome } from '../../src/core/dreamwright.ts';
import { buildMemory, buildProposal, NOW } from '../gate/builders.ts';
import { anItem } from '../store/builders.ts';

const TOPICS =
  'billing importer telemetry release database search journal webview packaging secrets logging citations'.split(' ');
const memories = TOPICS.map((topic) =>
  buildMemory({
    ...{ id: topic, text: `Ask before you change the ${topic}.`, tags: ['correction'] },
    evidence: [{ session: 's', event: '1', quote: `may the ${topic} be changed without asking` }],
  }),
);

/** A person approves new memories with these texts. */
async function approving(...texts: readonly string[]): Promise<ChangeOutcome> {
  const items = texts.map((text, index): ReviewItem => {
    const id = `new-${index}`;
    const changes = [{ id, before: null, after: buildMemory({ id, path: `/notes/${id}.md`, text }) }];
    return {
      ...anItem(`prp_${index}`, { state: 'committed' }),
      proposal: buildProposal({ id: `prp_${index}`, changes }),
    };
  });
  const view = {
    memories: () => memories,
    sessions: () => [],
    digest: () => undefined,
    items: () => [],
    item: (id: string) => items.find(({ proposal }) => proposal.id === id),
  };
  return await probeApproval(async () => ({ kind: 'committed', memories: [], items: [], messages: [] }), {
    store: { view, refresh: async () => undefined },
    proposals: items.map(({ proposal }) => proposal.id),
    ...{ meanings: null, now: NOW },
  });
}

it('an approval that leaves a question without its memory says which, and stands', async () => {
  const crowd = [1, 2, 3, 4, 5].map((number) => `Ask when billing is changed without notes, case ${number}.`);
  expect(await approving(...crowd)).toEqual({
    kind: 'committed',
    memories: [],
    items: [],
    messages: [
      'It is approved, but 1 question of 12 finds no more what answered before: “may the billing be changed without asking”. If that is not as it should be, undo it.',
    ],
  });
});

it('an approval that costs no answer says nothing', async () => {
  expect(await approving('Draw charts with the palette of the house.')).toMatchObject({ messages: [] });
});
