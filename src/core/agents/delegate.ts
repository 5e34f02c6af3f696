import type { Tool, ToolContext, ToolOutcome } from '../agent/tools/tool.ts';
import type { TurnEnd, TurnEvent } from '../agent/turn-event.ts';
import type { Clock } from '../clock.ts';
import { newId } from '../identifier.ts';
import type { SessionEvent } from '../sessions/event.ts';
import type { SessionHeader } from '../store.ts';
import type { Claims } from './claims.ts';
import { conflictOf } from './conflict-event.ts';
import { lastWords } from './last-words.ts';
import type { Slots } from './slots.ts';
import type { AgentTemplate } from './template.ts';
import { threadTitle } from './thread-of-call.ts';
import type { ThreadHandle, Threads } from './threads.ts';

export const DELEGATE = 'delegate';

/** What a delegated agent works with; `takeMessages` is what the person wrote to it meanwhile. */
export interface ThreadWork {
  readonly template: AgentTemplate;
  readonly header: SessionHeader;
  readonly task: string;
  readonly isPrivate: boolean;
  readonly takeMessages: () => readonly string[];
}

export interface DelegationPorts {
  /** At most twenty. */
  readonly roster: readonly AgentTemplate[];
  /** Whether a person lets this version of a repository's agent work here; asks at its first use. */
  readonly agrees: (template: AgentTemplate, signal: AbortSignal) => Promise<boolean>;
  /** Runs the agent to its end: one turn, and further ones for what the person wrote to it. */
  readonly work: (work: ThreadWork, signal: AbortSignal) => AsyncIterable<TurnEvent>;
  readonly threads: Threads;
  readonly claims: Claims;
  readonly slots: Slots;
  readonly clock: Clock;
}

const LONGEST_TASK = 8_000;

/** The tool by which an agent hands a piece of work to another one, who has a context and a session of its own. */
export function delegateTool(ports: DelegationPorts): Tool {
  const names = ports.roster.map(({ name, description }) => `- ${name}: ${description}`).join('\n');
  return {
    name: DELEGATE,
    isParallel: true,
    description: `Hands a piece of work to another agent and answers with its report. It sees nothing of this conversation, so the task must say all it needs: what to do, where, what is known already, what to report. Several calls at once work side by side. Name the files that the agent is to change, so that no two change the same one.\n\nAgents:\n${names}`,
    inputSchema: {
      type: 'object',
      required: ['agent', 'task'],
      properties: {
        agent: { type: 'string', enum: ports.roster.map(({ name }) => name) },
        task: { type: 'string', description: 'All that the agent needs to know.' },
        files: { type: 'array', items: { type: 'string' }, description: 'Files that it will change, if known.' },
      },
    },
    plan: async (input, context) => {
      const template = ports.roster.find(({ name }) => name === input['agent']);
      const task = typeof input['task'] === 'string' ? input['task'].trim() : '';
      if (template === undefined)
        return invalid(
          `There is no agent ${String(input['agent'])}. Choose one of: ${ports.roster.map(({ name }) => name).join(', ')}.`,
        );
      if (task === '') return invalid('Say in "task" what the agent is to do.');
      if (task.length > LONGEST_TASK)
        return invalid(`A task has at most ${LONGEST_TASK} characters; point to files instead.`);
      const files = Array.isArray(input['files']) ? input['files'].filter((file) => typeof file === 'string') : [];
      return {
        kind: 'plan',
        title: threadTitle(template.name, task),
        effect: 'delegate',
        // What it changes, its own tools ask for.
        changes: false,
        subject: template.name,
        dangers: [],
        run: (signal, onOutput) => delegate({ template, task, files, onOutput }, context, ports, signal),
      };
    },
  };
}

interface Delegation {
  readonly template: AgentTemplate;
  readonly task: string;
  readonly files: readonly string[];
  /** Hears each step, in a line. */
  readonly onOutput: (text: string) => void;
}

async function delegate(
  { template, task, files, onOutput }: Delegation,
  { header, event, isPrivate, workspace }: ToolContext,
  ports: DelegationPorts,
  signal: AbortSignal,
): Promise<ToolOutcome> {
  if (!(await ports.agrees(template, signal)))
    return failed(`The person did not allow the agent ${template.name}. Do the work yourself, or ask.`, 'not allowed');
  const { name: agent } = template;
  const child = childHeader(header, agent, task, newId('ses', ports.clock()));
  const { session } = child;
  for (const file of files) {
    const held = ports.claims.claim({ path: (await workspace.locate(file)).path, session, agent });
    if (held === null) continue;
    ports.claims.release(session);
    return failed(`${held.path} is being changed by ${held.agent}; delegate this when it has ended.`, 'held off');
  }
  const thread = ports.threads.begin({ session, parentSession: header.session, call: event.call, agent, task }, signal);
  const leave = await ports.slots.enter(thread.signal);
  try {
    if (leave === null) return ended(thread, 'stopped', 'It was stopped before it began.');
    thread.change('running');
    const work = { template, header: child, task, isPrivate, takeMessages: thread.takeMessages };
    return await follow(thread, ports.work(work, thread.signal), onOutput);
  } finally {
    leave?.();
    ports.claims.release(session);
  }
}

/** Lets the agent work to its end; its last words are the report. */
async function follow(
  thread: ThreadHandle,
  events: AsyncIterable<TurnEvent>,
  onOutput: (text: string) => void,
): Promise<ToolOutcome> {
  const recorded: SessionEvent[] = [];
  let end: TurnEnd = { kind: 'complete' };
  for await (const event of events) {
    thread.see(event);
    if (event.kind === 'tool-planned') onOutput(`${event.title}\n`);
    if (event.kind === 'recorded' && conflictOf(event.event) !== null) onOutput(`held off: ${event.event.text}\n`);
    if (event.kind === 'recorded') recorded.push(event.event);
    if (event.kind === 'ended') end = event.end;
  }
  const report = lastWords(recorded);
  const steps = recorded.filter(({ type }) => type === 'tool_call').length;
  const summary = steps === 1 ? '1 step' : `${steps} steps`;
  if (end.kind === 'failed') {
    const isStopped = end.error.kind === 'cancelled';
    const why = end.error.kind === 'cancelled' ? 'It was stopped.' : `It failed: ${end.error.detail}`;
    const so = report === '' ? '' : `\nIts last words were:\n${report}`;
    return ended(thread, isStopped ? 'stopped' : 'failed', `${why}${so}`);
  }
  if (report === '') return ended(thread, 'failed', 'It ended without a report.');
  thread.change('done');
  return { text: report, isError: false, origin: 'assistant', summary };
}

function ended(thread: ThreadHandle, state: 'failed' | 'stopped', text: string): ToolOutcome {
  thread.change(state);
  return failed(text, state);
}

function failed(text: string, summary: string): ToolOutcome {
  return { text, isError: true, origin: 'assistant', summary };
}

function childHeader(parent: SessionHeader, agent: string, task: string, session: string): SessionHeader {
  return { ...parent, session, agent, title: threadTitle(agent, task), parentSession: parent.session };
}

function invalid(message: string): { readonly kind: 'invalid'; readonly message: string } {
  return { kind: 'invalid', message };
}
