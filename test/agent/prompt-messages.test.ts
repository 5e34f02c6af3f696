import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { promptMessages } from '../../src/core/agent/prompt-messages.ts';
import { rankLines } from '../../src/core/agent/rank-lines.ts';
import { sessionTitle, titleAfter } from '../../src/core/agent/session-title.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';

function said(type: 'user' | 'assistant', text: string): SessionEvent {
  return { session: 's', id: text, at: '', agent: 'dreamwright', type, origin: type, text };
}

describe('the messages of a prompt', () => {
  test('keep only the last of two answers in a row', () => {
    const events = [said('user', 'a'), said('assistant', 'broken'), said('assistant', 'whole'), said('user', 'b')];
    expect(promptMessages(events, 1_000).map(({ text }) => text)).toEqual(['a', 'whole', 'b']);
  });

  test('begin and end with a person and alternate, whatever was said', () => {
    const event = fc.record({
      type: fc.constantFrom('user' as const, 'assistant' as const),
      text: fc.string({ minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(event), fc.integer({ min: 0, max: 50 }), (spoken, budget) => {
        const events = [...spoken.map(({ type, text }) => said(type, text)), said('user', 'last')];
        const messages = promptMessages(events, budget);
        expect(messages.at(-1)?.text.endsWith('last')).toBe(true);
        const expected = messages.map((_message, index) => (index % 2 === 0 ? 'user' : 'assistant'));
        expect(messages.map(({ role }) => role)).toEqual(expected);
      }),
    );
  });

  test('drop the oldest when there is no room, never the newest', () => {
    const events = [said('user', 'old '.repeat(500)), said('assistant', 'yes'), said('user', 'new '.repeat(500))];
    expect(promptMessages(events, 100).map(({ text }) => text.slice(0, 3))).toEqual(['new']);
  });
});

describe('a session title', () => {
  test('is the first line that says something', () => {
    expect(sessionTitle('\n## Fix the *lint*\nplease')).toBe('Fix the *lint*');
    expect(sessionTitle('---')).toBe('New session');
  });

  test('leaves the slash command out', () => {
    expect(sessionTitle('/remember Format first.')).toBe('Format first.');
    expect(sessionTitle('/goal\n\n# It holds')).toBe('It holds');
    expect(sessionTitle('/dream')).toBe('New session');
  });

  test('comes from the first message to the agent, and until then from what a command is about', () => {
    const titles = ['/dream', '/recall flaky tests', '/help', 'why does lint fail?', 'and now?'].reduce(
      ({ title, said, all }, message) => {
        const next = titleAfter(title, said, message);
        return { title: next, said: [...said, message], all: [...all, next] };
      },
      { title: 'New session', said: [] as string[], all: [] as string[] },
    );
    expect(titles.all).toEqual([
      'New session',
      'flaky tests',
      'flaky tests',
      'why does lint fail?',
      'why does lint fail?',
    ]);
  });

  test('that a person gave stays', () => {
    expect(titleAfter('Lint', ['/dream'], 'why does lint fail?')).toBe('Lint');
    expect(titleAfter('Private session', [], 'a secret plan')).toBe('Private session');
  });

  test('is cut at a word', () => {
    const title = sessionTitle('why does the lint fail again after the merge of the branch with the hooks');
    expect(title).toBe('why does the lint fail again after the merge of the branch…');
  });
});

describe('ranked lines of a file', () => {
  test('are those with the most of the question’s own words', () => {
    const text = 'run the tests\nlint:\n  run: golangci-lint --fix\nwhat is this';
    expect(rankLines('what is the golangci lint config?', 'ci.yml', text).map(({ line }) => line)).toEqual([3, 2]);
  });

  test('are none for a question of common words only', () => {
    expect(rankLines('what is this?', 'a.txt', 'what is this')).toEqual([]);
  });
});
