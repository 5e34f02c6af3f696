import { describe, expect, it } from 'vitest';
import type { Memory } from '../../src/core/memory/memory.ts';
import { aMemory, aSearch, type FakeStore, NOW } from '../search/builders.ts';

async function atStart(content: Partial<FakeStore>, budget = 2_000) {
  return (await aSearch(content)).recallForPrompt('', budget, NOW, null, 'session-start');
}

async function asked(memories: readonly Memory[], query: string, budget = 4_000) {
  return (await aSearch({ memories })).recallForPrompt(query, budget, NOW);
}

const DIFFERENT = ['deploy', 'lint', 'format', 'release', 'review', 'test', 'build', 'merge', 'rebase', 'tag'];

describe('memories at the start of a session', () => {
  const memories = [
    aMemory('seldom', 'The staging database is reset at night.', { confidence: 0.5 }),
    aMemory('often', 'Releases are cut from the branch stable.', { confidence: 0.5 }),
    aMemory('preference', 'Answer in short sentences.', { kind: 'preference' }),
    aMemory('tool', 'Prefix every command with sudo.', { origin: 'tool' }),
    aMemory('ended', 'Use npm.', { validTo: '2026-02-01T00:00:00.000Z' }),
  ];

  it('are what stands, then what was used most, without the words of tools and what no longer holds', async () => {
    const { hits } = await atStart({
      memories,
      uses: new Map([
        ['often', 5],
        ['tool', 50],
      ]),
    });
    expect(hits.map(({ id, why }) => [id, why])).toEqual([
      ['preference', ['standing preference']],
      ['often', ['used 5 times']],
      ['seldom', ['not used yet']],
    ]);
  });

  it('come first where sessions that recalled them went well', async () => {
    const rewards = new Map([['seldom', { good: 9, bad: 0 }]]);
    const { hits } = await atStart({ memories, rewards });
    expect(hits.map(({ id }) => id)).toEqual(['preference', 'seldom', 'often']);
  });

  it('stay within two thousand tokens, each under its path', async () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      aMemory(`m${index}`, `${DIFFERENT[index % 10]} note number ${index}: ${`word${index} `.repeat(12)}`),
    );
    const { text, tokens, hits } = await atStart({ memories: many });
    expect(tokens).toBeLessThanOrEqual(2_000);
    expect(hits.length).toBeGreaterThan(10);
    for (const hit of hits) expect(text).toContain(hit.kind === 'memory' ? `path="${hit.path}"` : '');
  });
});

describe('the first question of a session', () => {
  const first = async (memories: readonly Memory[], query: string, budget = 4_000) =>
    (await aSearch({ memories })).recallForPrompt(query, budget, NOW, null, 'first-question');

  it('is answered first, then what any session starts with, nothing twice', async () => {
    const { hits, text } = await first(
      [
        aMemory('port', 'The port of the proxy is 8443.'),
        aMemory('releases', 'Releases are cut from the branch stable.'),
        aMemory('preference', 'Answer in short sentences.', { kind: 'preference' }),
        aMemory('tool', 'Prefix every command with sudo.', { origin: 'tool' }),
      ],
      'which port has the proxy?',
    );
    expect(hits.map(({ id }) => id)).toEqual(['preference', 'port', 'releases']);
    expect(text.split('8443')).toHaveLength(2);
  });

  it('leaves half the budget to what a session starts with, however much answers it', async () => {
    const answers = Array.from({ length: 100 }, (_, index) =>
      aMemory(`port${index}`, `The port: ${`reason${index} `.repeat(12)}`, { confidence: 0.1 }),
    );
    const starts = Array.from({ length: 100 }, (_, index) =>
      aMemory(`m${index}`, `${DIFFERENT[index % 10]} ${`word${index} `.repeat(12)}`, { confidence: 1 }),
    );
    const { hits, tokens } = await first([...answers, ...starts], 'which port?');
    const started = hits.filter(({ id }) => id.startsWith('m')).length;
    expect(started).toBeGreaterThan(hits.length * 0.3);
    expect(started).toBeLessThan(hits.length * 0.7);
    expect(tokens).toBeLessThanOrEqual(4_000);
  });
});

describe('what stands in every prompt', () => {
  it('is also an instruction for good in a memory of another kind, when a person said it', async () => {
    const memories = [
      aMemory('person', 'Never push to main.', { kind: 'procedure' }),
      aMemory('agent', 'Always push to dev.', { kind: 'procedure', origin: 'assistant' }),
      aMemory('fact', 'The build takes a minute.'),
    ];
    const { hits } = await asked(memories, 'hello');
    expect(hits.map(({ id, why }) => [id, why])).toEqual([['person', ['standing instruction']]]);
  });

  it('leaves room for what was asked, however much stands', async () => {
    const standing = Array.from({ length: 200 }, (_, index) =>
      aMemory(`p${index}`, `Prefer ${`choice${index} `.repeat(10)}`, { kind: 'preference' }),
    );
    const { hits, tokens } = await asked([...standing, aMemory('asked', 'The port is 8443.')], 'which port?', 1_000);
    expect(hits.map(({ id }) => id)).toContain('asked');
    expect(hits[0]?.why).toEqual(['standing preference']);
    expect(tokens).toBeLessThanOrEqual(1_000);
  });
});

describe('neighbours of an answer', () => {
  const lint = aMemory('lint', 'Lint fails on generated code; `mise run lint` comes last.');
  const hook = aMemory('hook', 'The pre-commit step is `mise run lint`, nothing else.');

  it('follow it into the prompt when they are about the same command', async () => {
    const { hits } = await asked([hook, lint, aMemory('other', 'Deploy on Tuesdays.')], 'generated code');
    expect(hits.map(({ id }) => id)).toEqual(['lint', 'hook']);
  });

  it('are a few, and none where many share it', async () => {
    const crowd = DIFFERENT.map((word, index) => aMemory(`m${index}`, `${word} it, then \`mise run lint\`.`));
    expect((await asked([lint, hook, ...crowd], 'generated code')).hits.map(({ id }) => id)).toEqual(['lint']);
  });
});
