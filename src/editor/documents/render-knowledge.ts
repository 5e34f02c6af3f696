import type { ModelCall } from '../../core/agent/noted-model.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import type { Memory } from '../../core/memory/memory.ts';
import type { SessionSummary } from '../../core/sessions/session.ts';
import { count } from '../count.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { documentLink } from './document-link.ts';

type Statistics = Awaited<ReturnType<Dreamwright['statistics']>>;

/** Everything the store knows, as one document that can be saved elsewhere. */
export function renderKnowledge(
  memories: readonly Memory[],
  sessions: readonly SessionSummary[],
  statistics: Statistics,
  calls: readonly ModelCall[],
): string {
  const counts = [
    count(statistics.memories, 'memory', 'memories'),
    `${count(statistics.sessions, 'session')} with ${count(statistics.events, 'event')}`,
    count(statistics.dreams, 'dream'),
    `${statistics.waiting.toLocaleString('en-US')} waiting for review`,
  ];
  return [
    '# What Dreamwright knows',
    `${counts.join(', ')}. All of it is kept on this machine.`,
    '## Memories',
    ...memories.map(memorySection),
    ...(memories.length === 0 ? ['None yet.'] : []),
    '## Sessions',
    sessions.length === 0 ? 'None yet.' : sessions.map(sessionLine).join('\n'),
    '## Sent to models',
    calls.length === 0 ? 'Nothing.' : callLines(calls).join('\n'),
    '',
  ].join('\n\n');
}

/** One line a model and purpose; the journal has each call with its time. */
function callLines(calls: readonly ModelCall[]): readonly string[] {
  const keys = [...new Set(calls.map(({ model, purpose }) => `${escapeMarkdown(model)}, for ${purpose}`))];
  return keys.map((key) => {
    const own = calls.filter(({ model, purpose }) => `${escapeMarkdown(model)}, for ${purpose}` === key);
    const sum = (size: (call: ModelCall) => number) =>
      own.reduce((total, call) => total + size(call), 0).toLocaleString('en-US');
    const sizes = `${sum((call) => call.sentCharacters)} characters sent, ${sum((call) => call.inputTokens)} tokens in, ${sum((call) => call.outputTokens)} out`;
    return `- ${key}: ${count(own.length, 'call')}, ${sizes}`;
  });
}

function memorySection(memory: Memory): string {
  const facts = [
    memory.kind,
    `scope ${memory.scope}`,
    `words of ${memory.origin}`,
    `since ${memory.validFrom.slice(0, 10)}`,
    ...(memory.validTo === null ? [] : [`until ${memory.validTo.slice(0, 10)}`]),
  ];
  const link = documentLink(memory.path, { kind: 'memory', path: memory.path });
  return `### ${link}\n\n${memory.text.trim()}\n\n*${facts.join(', ')}*`;
}

function sessionLine(session: SessionSummary): string {
  const link = documentLink(session.title || session.session, { kind: 'session', session: session.session });
  return `- ${link}, ${escapeMarkdown(session.agent)}, ${session.started.slice(0, 10)}, ${count(session.events, 'event')}`;
}
