import { describe, expect, it } from 'vitest';
import type { SessionDigest } from '../../src/core/dream/analyze/digest/digest.ts';
import { digestSession } from '../../src/core/dream/analyze/digest/digest-session.ts';
import { gate } from '../../src/core/dream/gate.ts';
import { type GatedItem, gateDream } from '../../src/core/dream/gate-dream.ts';
import {
  growProbes,
  holdIfWorse,
  type Probe,
  type ProbeMeanings,
  prepareProbes,
  tellProbes,
} from '../../src/core/dream/probe.ts';
import type { Memory } from '../../src/core/memory/memory.ts';
import { packVector } from '../../src/core/search/vectors/packed-vector.ts';
import { buildContext, buildMemory, buildProposal, NOW } from '../gate/builders.ts';
import { anItem } from '../store/builders.ts';

const TOPICS =
  'billing importer telemetry release database search journal webview packaging secrets logging citations'.split(' ');

const memories = TOPICS.map((topic) => buildMemory({ id: topic, text: `Ask before you change the ${topic}.` }));
const probes: readonly Probe[] = TOPICS.map((topic) => ({
  question: `may the ${topic} be changed without asking`,
  memories: [topic],
}));

/** What the gate makes of new memories with these texts. */
function adding(...texts: readonly string[]): readonly GatedItem[] {
  const judged = texts.map((text, index) => {
    const id = `new-${index}`;
    const path = `/notes/${id}.md`;
    const after = buildMemory({ id, path, text });
    const proposal = buildProposal({ id: `prp_${index}`, path, changes: [{ id, before: null, after }] });
    return { proposal, ...gate(proposal, buildContext(memories)) };
  });
  return gateDream(judged, memories, NOW);
}

describe('the probe questions of a dream', () => {
  it('hold every edit back when one of them no longer finds its memory', async () => {
    const crowd = [1, 2, 3, 4, 5].map((number) => `Ask when billing is changed without notes, case ${number}.`);
    const items = adding(...crowd);
    expect(items.every(({ passed }) => passed !== null)).toBe(true);
    const held = holdIfWorse(items, await prepareProbes({ memories, probes, now: NOW }));
    expect(held.probes).toMatchObject({ kind: 'measured', count: 12, before: 12, after: 11 });
    expect(held.items.every(({ passed }) => passed === null)).toBe(true);
    expect(held.items[0]?.item.verdict).toMatchObject({ verdict: 'review', hits: [{ rule: 'size.probes-worse' }] });
    expect(tellProbes(held.probes)).toBe(
      'Probe questions: 12 of 12 found their memory before, 11 after; 1 question of 12 finds no more what answered before: “may the billing be changed without asking”.',
    );
  });

  it('let through what loses no answer', async () => {
    const { items, probes: score } = holdIfWorse(
      adding('Draw charts with the palette of the house.'),
      await prepareProbes({ memories, probes, now: NOW }),
    );
    expect(score).toMatchObject({ before: 12, after: 12 });
    expect(items[0]?.passed).not.toBeNull();
  });

  it('take the successor of a memory for its answer', async () => {
    const [billing] = memories;
    if (billing === undefined) throw new Error('no memory');
    const after = buildMemory({ id: 'next', text: 'Ask before you change the billing or its rounding.' });
    const ended = { ...billing, validTo: NOW.toISOString(), supersededBy: 'next' };
    const bench = await prepareProbes({ memories, probes, now: NOW });
    expect(bench.score([{ id: 'billing', before: billing, after: ended }])).toMatchObject({ after: 11 });
    expect(bench.score([{ id: 'next', before: null, after }])).toMatchObject({ after: 12 });
  });

  it('hold every edit back also when another question gains what one loses', async () => {
    const asked = [...probes, { question: 'which palette do charts of the house use', memories: ['new-5'] }];
    const crowd = [1, 2, 3, 4, 5].map((number) => `Ask when billing is changed without notes, case ${number}.`);
    const items = adding(...crowd, 'Draw charts with the palette of the house.');
    const bench = await prepareProbes({
      memories: [...memories, buildMemory({ id: 'new-5', text: 'Nothing yet.' })],
      probes: asked,
      now: NOW,
    });
    const held = holdIfWorse(items, bench);
    expect(held.probes).toMatchObject({ before: 12, after: 12, lost: ['may the billing be changed without asking'] });
    expect(held.items.every(({ passed }) => passed === null)).toBe(true);
  });

  it('go by meaning as recall does, where the vectors of all memories are at hand', async () => {
    const vectorOf = (place: number) => {
      const vector = new Float32Array(TOPICS.length);
      vector[place] = 1;
      return vector;
    };
    const embedded: string[] = [];
    const of = (memory: Memory) => (memory.id === 'unknown' ? null : packVector(vectorOf(TOPICS.indexOf(memory.id))));
    const meanings: ProbeMeanings = {
      vectors: { dimensions: TOPICS.length, of },
      meaningOf: async (question) => ({ whole: vectorOf(TOPICS.indexOf(question.split(' ')[1] ?? '')), parts: [] }),
      embed: async (all) => void embedded.push(...all.map(({ id }) => id)),
    };
    // No word of these questions stands in a memory.
    const meant = TOPICS.map((topic) => ({ question: `über ${topic} nachfragen bitte`, memories: [topic] }));
    const renamed = memories.map((memory, place) => ({
      ...memory,
      path: `/notes/n${place}.md`,
      text: `Alpha ${'x'.repeat(place + 1)}`,
    }));
    const changes = [{ id: 'billing', before: null, after: buildMemory({ id: 'billing' }) }];
    const bench = await prepareProbes({ memories: renamed, probes: meant, changes, meanings, now: NOW });
    expect(bench.score([])).toMatchObject({ before: 12, after: 12 });
    expect(embedded).toEqual(['billing']);
    const unready = [...renamed, buildMemory({ id: 'unknown', path: '/notes/unknown.md', text: 'Beta.' })];
    const worded = await prepareProbes({ memories: unready, probes: meant, meanings, now: NOW });
    expect(worded.score([])).toMatchObject({ before: 0 });
  });

  it('say nothing when there are fewer than ten', async () => {
    const bench = await prepareProbes({ memories, probes: probes.slice(0, 9), now: NOW });
    const { items, probes: score } = holdIfWorse(adding('Ask when billing is changed without notes.'), bench);
    expect(items[0]?.passed).not.toBeNull();
    expect(tellProbes(score)).toBe('Probe questions: not measured, 9 of the 10 needed.');
  });

  it('grow from past recalls, approvals and corrections', async () => {
    const base = { session: 's', at: '2026-02-01T10:00:00.000Z', agent: 'dreamwright' };
    const digest: SessionDigest = await digestSession({ session: 's', agent: 'dreamwright' }, [
      { ...base, id: '1', type: 'user', origin: 'user', text: 'Which linter guards the importer?' },
      { ...base, id: '2', type: 'recall', origin: 'tool', text: '/a.md', memories: ['importer'] },
    ]);
    const evidence = (quote: string) => [{ session: 's', event: '1', quote }];
    const approved = buildMemory({ id: 'approved', evidence: evidence('ship the release notes with every tag') });
    const corrected = buildMemory({
      id: 'corrected',
      tags: ['correction'],
      evidence: evidence('no, the preview port is another number'),
    });
    const other = buildMemory({ id: 'other', evidence: evidence('nobody approved these words yet') });
    const item = anItem('prp_2', { state: 'committed' });
    const decided = [
      { ...item, proposal: { ...item.proposal, changes: [{ id: 'approved', before: null, after: approved }] } },
    ];
    expect(growProbes([approved, corrected, other], [digest], decided)).toEqual([
      { question: 'Which linter guards the importer?', memories: ['importer'] },
      { question: 'ship the release notes with every tag', memories: ['approved'] },
      { question: 'no, the preview port is another number', memories: ['corrected'] },
    ]);
  });
});
