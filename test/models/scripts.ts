import type { Script } from './messages-server.ts';

/** An answer in words. */
export function saying(text: string): Script {
  return {
    kind: 'stream',
    steps: [
      { kind: 'text', text },
      { kind: 'stop', reason: 'end_turn' },
    ],
  };
}

/** An answer that calls a tool, after a few words if there are any. */
export function calling(call: string, tool: string, input: object, text = ''): Script {
  const said = text === '' ? [] : [{ kind: 'text', text } as const];
  return {
    kind: 'stream',
    steps: [...said, { kind: 'call', call, tool, json: [JSON.stringify(input)] }, { kind: 'stop', reason: 'tool_use' }],
  };
}
