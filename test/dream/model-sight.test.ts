import { describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../src/core/agent/model.ts';
import { type DreamModel, NO_USAGE } from '../../src/core/dream/engine/dream-model.ts';
import type { DreamScope } from '../../src/core/dream/scopes/scope.ts';
import type { DreamOptions } from '../../src/core/dreamwright.ts';
import { openTemporary } from '../service/open-temporary.ts';
import { scriptSession } from '../service/session-script.ts';

const OPTIONS: DreamOptions = { engine: 'claude', trigger: 'command', dryRun: false, sensitivity: 'balanced' };
const SCOPES: readonly DreamScope[] = [
  { name: 'private', sessions: ['private*'], rhythm: 'never' },
  { name: 'docs', sessions: ['docs*'], memories: ['/docs/'] },
];

/** A model that looks for a word, reads every event whose short name it can guess, and then has nothing to say. */
function curiousModel(word: string) {
  const sent: string[] = [];
  const guesses = Array.from({ length: 5 }, (_, index) => ({ tool: 'read', event: `e${index + 1}` }));
  const lookups = [{ tool: 'search', query: word }, ...guesses];
  const model: DreamModel = {
    ...{ id: 'fake', name: 'Fake', contextTokens: 60_000, maxAnswerTokens: 500, price: null, answerAll: null },
    countTokens: async () => null,
    answer: async ({ messages }: ModelRequest) => {
      sent.push(...messages.map(({ text }) => text));
      const text = JSON.stringify(messages.length > 2 ? { edits: [] } : { lookups, edits: [] });
      return { kind: 'answer', text, end: 'complete', usage: NO_USAGE };
    },
  };
  return { model, sent: () => sent.join('\n') };
}

async function aStore() {
  const { dreamwright } = await openTemporary();
  for (const { header, events } of [
    scriptSession('private-1', '2026-01-05', [{ user: 'From now on always call the merger project zanzibar.' }]),
    scriptSession('other-1', '2026-01-06', [{ user: 'From now on always run the zanzibar suite before a release.' }]),
  ]) {
    await dreamwright.appendEvents(header, events);
  }
  return dreamwright;
}

const LATER = [
  scriptSession('docs-1', '2026-01-07', [{ user: 'From now on always write zanzibar headings in sentence case.' }]),
  scriptSession('rest-1', '2026-01-07', [{ user: 'From now on always sign the zanzibar commits.' }]),
];

describe('a model', () => {
  it('neither finds nor is shown anything of a session that is left out, nor what was learned from it', async () => {
    const dreamwright = await aStore();
    await dreamwright.dream({ ...OPTIONS, engine: 'local' });
    expect((await dreamwright.memories()).map(({ text }) => text).join()).toContain('merger');
    for (const { header, events } of LATER) await dreamwright.appendEvents(header, events);
    const { model, sent } = curiousModel('zanzibar merger');
    await dreamwright.dream({ ...OPTIONS, scopes: SCOPES, isJudged: true }, { model });
    expect(sent()).toContain('zanzibar suite before a release');
    expect(sent()).toContain('zanzibar headings');
    expect(sent()).not.toContain('call the merger project');
  });

  it('finds and is shown only what belongs to the scope', async () => {
    const dreamwright = await aStore();
    await dreamwright.remember({ text: 'Deploy zanzibar from the console.', path: '/operations/deploy.md' });
    await dreamwright.remember({ text: 'Zanzibar pages end with a summary.', path: '/docs/pages.md' });
    for (const { header, events } of LATER) await dreamwright.appendEvents(header, events);
    const { model, sent } = curiousModel('zanzibar');
    await dreamwright.dream({ ...OPTIONS, scopes: SCOPES, scope: 'docs', isJudged: true }, { model });
    expect(sent()).toContain('zanzibar headings');
    expect(sent()).toContain('Zanzibar pages end with a summary.');
    for (const outside of ['merger', 'suite before a release', 'sign the', 'from the console'])
      expect(sent()).not.toContain(outside);
  });
});
