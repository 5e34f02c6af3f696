import { describe, expect, test } from 'vitest';
import { type ChatState, updateChat } from '../../../src/protocol/chat-state.ts';
import { buildAnswer, buildTool } from './build-entries.ts';

const start: ChatState = {
  status: {
    session: 'ses_1',
    title: 'Lint',
    isPrivate: false,
    model: null,
    isMemoryOn: true,
    mode: 'act',
    hasTools: true,
    context: null,
    costUsd: null,
    tokens: 0,
    ahead: [],
    todos: [],
    waiting: null,
    canUndoRestore: false,
  },
  entries: [buildAnswer({ state: 'streaming' })],
  commands: [],
};

describe('an answer', () => {
  test('goes on below the card of a tool, and its whole text stays readable', () => {
    const shown = [
      { kind: 'text-delta', entry: 'answer', text: 'I lo' },
      { kind: 'text-delta', entry: 'answer', text: 'ok.' },
      { kind: 'tool-added', entry: 'answer', part: buildTool() },
      { kind: 'text-delta', entry: 'answer', text: 'Done.' },
    ] as const;
    const state = shown.reduce(updateChat, start);
    expect(state.entries[0]).toMatchObject({
      markdown: 'I look.\n\nDone.',
      parts: [{ markdown: 'I look.' }, { title: 'run npm test' }, { markdown: 'Done.' }],
    });
  });

  test('keeps the end of what a command prints, however much it is', () => {
    let state = updateChat(start, { kind: 'tool-added', entry: 'answer', part: buildTool({ state: 'running' }) });
    for (let line = 0; line < 10_000; line += 1) {
      state = updateChat(state, { kind: 'tool-output', entry: 'answer', call: 'call_1', text: `line ${line}\n` });
    }
    const [entry] = state.entries;
    const part = entry?.kind === 'answer' ? entry.parts[0] : undefined;
    const detail = part?.kind === 'tool' ? part.detail : '';
    expect(detail.length).toBeLessThanOrEqual(16_000);
    expect(detail.endsWith('line 9999\n')).toBe(true);
  });
});
