import type { ModelCall } from '../../core/agent/noted-model.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { lastDayBefore } from '../../core/memory/last-day.ts';
import type { Memory } from '../../core/memory/memory.ts';
import type { SessionSummary } from '../../core/sessions/session.ts';
import { count } from '../count.ts';
import { escapeMarkdown } from '../escape-markdown.ts';
import { ORIGIN_WORDS } from '../origin-words.ts';
import { documentLink } from './document-link.ts';

/** What was sent to a model, and when. */
export interface SentCall {
  readonly at: string;
  readonly call: ModelCall;
}

/** Of the single calls the newest are shown; the journal has all. */
const SHOWN_CALLS = 200;

type Statistics = Awaited<ReturnType<Dreamwright['statistics']>>;

/** Everything the store knows, as one document that can be saved elsewhere. */
export function renderKnowledge(
  memories: readonly Memory[],
  sessions: readonly SessionSummary[],
  statistics: Statistics,
  calls: readonly SentCall[],
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
    ...(calls.length === 0 ? ['Nothing.'] : [callLines(calls.map(({ call }) => call)).join('\n'), callTable(calls)]),
    '',
  ].join('\n\n');
}

function callTable(calls: readonly SentCall[]): string {
  const rows = calls
    .toReversed()
    .slice(0, SHOWN_CALLS)
    .map(({ at, call }) => {
      const when = at.slice(0, 16).replace('T', ' ');
      const sizes = [call.sentCharacters, call.inputTokens, call.outputTokens].map((size) =>
        size.toLocaleString('en-US'),
      );
      return `| ${[when, escapeMarkdown(call.model), call.purpose, ...sizes, call.end].join(' | ')} |`;
    });
  const more = calls.length > SHOWN_CALLS ? `\n\nThe newest ${SHOWN_CALLS}; *Export Journal…* has all.` : '';
  const head =
    '| when (UTC) | model | for | characters sent | tokens in | out | ended |\n| --- | --- | --- | --- | --- | --- | --- |';
  return `${head}\n${rows.join('\n')}${more}`;
}

/** One line a model and purpose. */
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
    ORIGIN_WORDS[memory.origin],
    `since ${memory.validFrom.slice(0, 10)}`,
    ...(memory.validTo === null ? [] : [`until ${lastDayBefore(memory.validTo)}`]),
  ];
  const link = documentLink(memory.path, { kind: 'memory', path: memory.path });
  return `### ${link}\n\n${memory.text.trim()}\n\n*${facts.join(', ')}*`;
}

function sessionLine(session: SessionSummary): string {
  const link = documentLink(session.title || session.session, { kind: 'session', session: session.session });
  return `- ${link}, ${escapeMarkdown(session.agent)}, ${session.started.slice(0, 10)}, ${count(session.events, 'event')}`;
}
