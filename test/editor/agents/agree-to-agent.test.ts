import { expect, test } from 'vitest';
import type { AgentTemplate } from '../../../src/core/agents/template.ts';
import { type AgreementPorts, agreeToAgent } from '../../../src/editor/agents/agree-to-agent.ts';

const REVIEWER: AgentTemplate = {
  ...{ name: 'reviewer', description: 'Reviews.', instructions: 'Review.', tools: null, withoutTools: [], limits: [] },
  ...{ isReadOnly: true, model: null, memory: 'shared', hash: 'first' },
  source: { kind: 'repository', file: '.claude/agents/reviewer.md' },
};

/** A person who gives these answers, one a question, and what they were asked and shown. */
function person(...answers: readonly Awaited<ReturnType<AgreementPorts['ask']>>[]) {
  const kept = new Map<string, unknown>();
  const asked: string[] = [];
  const shown: string[] = [];
  const agrees = agreeToAgent({
    state: {
      get: (key: string) => kept.get(key) as undefined,
      update: async (key, value) => void kept.set(key, value),
    },
    ask: async (question) => {
      asked.push(question);
      return answers[asked.length - 1] ?? null;
    },
    show: async (file) => void shown.push(file),
  });
  const signal = new AbortController().signal;
  return { asked, shown, agrees: (template: AgentTemplate) => agrees(template, signal) };
}

test('an agent of the repository is asked about at its first use, and again once its file has changed', async () => {
  const { asked, agrees } = person('allow', null);
  expect(await agrees(REVIEWER)).toBe(true);
  expect(await agrees(REVIEWER)).toBe(true);
  expect(asked).toEqual([expect.stringContaining('.claude/agents/reviewer.md')]);
  expect(await agrees({ ...REVIEWER, hash: 'second' })).toBe(false);
  expect(asked).toHaveLength(2);
});

test('the question says what the file limits the agent to', async () => {
  const { asked, agrees } = person('allow');
  await agrees({ ...REVIEWER, limits: [{ tool: 'run_command', kind: 'only', pattern: 'npm test *' }] });
  expect(asked[0]).toMatch(/your permissions hold for it\. It may run only “npm test \*”\.$/u);
});

test('a closed question is no, and is asked anew the next time', async () => {
  const { asked, agrees } = person(null, 'allow');
  expect(await agrees(REVIEWER)).toBe(false);
  expect(await agrees(REVIEWER)).toBe(true);
  expect(asked).toHaveLength(2);
});

test('the file can be read before the answer', async () => {
  const { shown, asked, agrees } = person('show', 'allow');
  expect(await agrees(REVIEWER)).toBe(true);
  expect(shown).toEqual(['.claude/agents/reviewer.md']);
  expect(asked).toHaveLength(2);
});

test('an agent that comes with the extension is not asked about', async () => {
  const { asked, agrees } = person();
  expect(await agrees({ ...REVIEWER, source: { kind: 'built-in' } })).toBe(true);
  expect(asked).toEqual([]);
});
