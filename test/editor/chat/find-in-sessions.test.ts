import { expect, test } from 'vitest';
import type { RecallHit } from '../../../src/core/memory/recall.ts';
import { findInSessions, snippetAround } from '../../../src/editor/chat/find-in-sessions.ts';

const hit = (session: string, text: string): RecallHit => ({
  kind: 'event',
  id: 'evt_1',
  session,
  at: '2026-03-01T10:00:00.000Z',
  text,
  score: 1,
  why: [],
});

test('the history is searched by what was said, and each session shows the piece that fits best', async () => {
  const recall = async () => [
    hit('ses_1', 'we pinned the linter'),
    hit('ses_2', 'linter'),
    hit('ses_1', 'linter again'),
  ];
  expect([...(await findInSessions({ recall }, 'linter'))]).toEqual([
    ['ses_1', 'we pinned the linter'],
    ['ses_2', 'linter'],
  ]);
});

test('a long text is shown around the words that were looked for', () => {
  const text = `${'before '.repeat(50)}the linter fails${' after'.repeat(50)}`;
  const snippet = snippetAround(text, 'why Linter');
  expect(snippet).toMatch(/^….*the linter fails.*…$/u);
  expect(snippet.length).toBeLessThan(150);
});
