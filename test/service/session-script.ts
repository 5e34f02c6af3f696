import type { SessionEvent } from '../../src/core/sessions/event.ts';
import type { SessionHeader } from '../../src/core/store.ts';

/** One line of a scripted session: who speaks, or a command with its output. */
export type ScriptLine =
  | { readonly user: string }
  | { readonly assistant: string }
  | { readonly run: string; readonly output: string; readonly fails?: boolean }
  | { readonly edit: string; readonly to?: string };

export interface ScriptedSession {
  readonly header: SessionHeader;
  readonly events: readonly SessionEvent[];
}

/** A session of the agent `claude-code` on `day`, one event a minute from 09:00 UTC on. */
export function scriptSession(session: string, day: string, lines: readonly ScriptLine[]): ScriptedSession {
  const events: SessionEvent[] = [];
  const base = (id: string) => ({
    session,
    id,
    at: new Date(Date.parse(`${day}T09:00:00Z`) + events.length * 60_000).toISOString(),
    agent: 'claude-code',
  });
  const call = (
    tool: string,
    input: { readonly [key: string]: string },
    text: string,
    output: string,
    isError: boolean,
  ) => {
    const id = `${session}-${events.length}`;
    events.push({ ...base(id), type: 'tool_call', origin: 'assistant', call: id, tool, input, text });
    events.push({
      ...base(`${id}-result`),
      type: 'tool_result',
      origin: 'tool',
      call: id,
      tool,
      text: output,
      isError,
    });
  };
  for (const line of lines) {
    const id = `${session}-${events.length}`;
    if ('user' in line) events.push({ ...base(id), type: 'user', origin: 'user', author: 'ada', text: line.user });
    else if ('assistant' in line)
      events.push({ ...base(id), type: 'assistant', origin: 'assistant', text: line.assistant });
    else if ('run' in line) call('Bash', { command: line.run }, line.run, line.output, line.fails === true);
    else call('Edit', { file_path: line.edit, old_string: 'a', new_string: line.to ?? 'b' }, line.edit, 'ok', false);
  }
  return { header: { session, agent: 'claude-code', format: 'plain', trust: 'user', author: 'ada' }, events };
}
