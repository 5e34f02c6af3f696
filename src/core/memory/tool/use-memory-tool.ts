import type { Clock } from '../../clock.ts';
import { collect } from '../../collect.ts';
import type { DreamGate } from '../../dream/gate-dream.ts';
import type { GateLevel } from '../../dreamwright.ts';
import type { Mask } from '../../gate/mask.ts';
import { newId } from '../../identifier.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { ToolCallEvent } from '../../sessions/event.ts';
import { redactEvent } from '../../sessions/redact-event.ts';
import { redactHeader } from '../../sessions/redact-header.ts';
import type { SessionHeader, Store } from '../../store.ts';
import { cite, type ReadWorkspaceFile } from '../cite.ts';
import type { Memory } from '../memory.ts';
import type { MemoryHit } from '../recall.ts';
import { decideMemoryTool, type MemoryToolAnswer } from './decide-memory-tool.ts';
import { type MemoryCommand, parseMemoryCommand } from './memory-command.ts';
import { wordsOfCall } from './words-of-call.ts';

export interface MemoryToolRequest extends GateLevel {
  /** The session in which the agent works. */
  readonly header: SessionHeader;
  /** The tool call's input, as the model wrote it. */
  readonly input: unknown;
  /** The call as the session keeps it already; without it the call is added to the session, as evidence. */
  readonly event?: ToolCallEvent;
}

interface MemoryToolPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly gate: DreamGate;
  readonly mask: Mask;
  readonly readFile: ReadWorkspaceFile;
}

/** Carries out a call of Anthropic's memory tool on the store; what changes something is kept as evidence first. */
export async function useMemoryTool(
  { store, clock, gate, mask, readFile }: MemoryToolPorts,
  { header, input, event }: MemoryToolRequest,
): Promise<MemoryToolAnswer> {
  const parsed = parseMemoryCommand(input);
  if (parsed.kind === 'invalid') {
    return { kind: 'error', text: `Error: ${parsed.message}`, origin: 'assistant', items: [] };
  }
  const command = withoutSecrets(parsed.command, mask);
  const { session, agent } = header;
  const now = clock();
  const said = event ?? callEvent(header, isJsonObject(input) ? input : {}, command, now);
  await store.refresh();
  const history = command.kind === 'view' ? [] : await collect(store.events(session));
  const earlier = history.filter(({ id }) => id !== said.id);
  const words = wordsOfCall(textOf(command), said, earlier, store.view.memories().filter(isLow).map(quotation));
  const found = await cite(textOf(command), readFile);
  const call = { session, agent, command, words, found, now };
  const trial = decideMemoryTool(call, store.view, gate.judgeAll);
  if (trial.records.length === 0) return trial.result;
  if (event === undefined) await store.appendEvents(redactHeader(header, mask), [redactEvent(said, mask)]);
  return store.write({ kind: 'agent', name: agent, session }, (view) => decideMemoryTool(call, view, gate.judgeAll));
}

/** No secret reaches a prompt or the store; a path or a passage to look for is masked like what stands in the store. */
function withoutSecrets(command: MemoryCommand, mask: Mask): MemoryCommand {
  switch (command.kind) {
    case 'create':
    case 'insert':
      return { ...command, text: mask(command.text) };
    case 'str_replace':
      return { ...command, before: mask(command.before), after: mask(command.after) };
    case 'view':
    case 'delete':
    case 'rename':
      return command;
  }
}

/** The words that a command brings into the memory. */
function textOf(command: MemoryCommand): string {
  switch (command.kind) {
    case 'create':
    case 'insert':
      return command.text;
    case 'str_replace':
      return command.after;
    case 'view':
    case 'delete':
    case 'rename':
      return '';
  }
}

function callEvent(header: SessionHeader, input: JsonObject, command: MemoryCommand, now: Date): ToolCallEvent {
  const id = newId('evt', now);
  const text = textOf(command) || `${command.kind} ${command.kind === 'rename' ? command.from : command.path}`;
  return {
    type: 'tool_call',
    session: header.session,
    id,
    at: now.toISOString(),
    agent: header.agent,
    origin: 'assistant',
    call: id,
    tool: 'memory',
    input,
    text,
  };
}

/** Whose words must not rise by being written down again. */
function isLow({ origin }: Memory): boolean {
  return origin === 'tool' || origin === 'external';
}

function quotation(memory: Memory): MemoryHit {
  return { kind: 'memory', id: memory.id, path: memory.path, text: memory.text, memory, score: 0, why: [] };
}
