import { describe, expect, it } from 'vitest';
import { quoteEvent } from '../../src/core/evidence.ts';
import type { ToolCallEvent } from '../../src/core/sessions/event.ts';

const CALL: ToolCallEvent = {
  type: 'tool_call',
  session: 's',
  id: 'e',
  at: '2026-01-05T09:00:00Z',
  agent: 'claude-code',
  origin: 'assistant',
  call: 'c',
  tool: 'Grep',
  input: { output_mode: 'content', pattern: 'func  Start', path: 'cmd' },
  text: 'Grep func Start in cmd',
};

describe('a quote', () => {
  it('of a tool call is what the agent wrote, not how the call is shown', () => {
    expect(quoteEvent(CALL).quote).toBe('func Start');
  });

  it('is at most 200 characters and cuts no character in two', () => {
    const { quote } = quoteEvent({ ...CALL, type: 'user', text: '🌙'.repeat(300) });
    expect(Array.from(quote)).toHaveLength(200);
    expect(quote).toBe('🌙'.repeat(200));
  });
});
