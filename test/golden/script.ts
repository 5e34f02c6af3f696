import { createHash } from 'node:crypto';
import type { FileNow } from '../../src/core/dream/look-at-file.ts';
import type { Memory, MemoryKind, MemoryLink } from '../../src/core/memory/memory.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';

export interface ScriptedSession {
  readonly agent: string;
  readonly parentSession?: string;
  readonly events: SessionEvent[];
  /** Files as somebody left them after the session. */
  readonly left: Map<string, FileNow>;
}

/** A scenario as its script tells it; see README.md for the lines a script may hold. */
export interface Scenario {
  readonly sessions: Map<string, ScriptedSession>;
  readonly memories: Memory[];
  readonly files: Map<string, string>;
  readonly rejected: Set<string>;
  readonly old: Set<string>;
}

export const NOW = new Date('2026-03-01T12:00:00.000Z');

interface Reading extends Scenario {
  session: string;
  at: Date;
  author: string;
  folder: string | undefined;
}

export function readScript(script: string): Scenario {
  const reading: Reading = {
    ...{ sessions: new Map(), memories: [], files: new Map(), rejected: new Set(), old: new Set() },
    ...{ session: '', at: NOW, author: 'ann', folder: undefined },
  };
  for (const line of script.split('\n')) {
    const [, word = '', rest = ''] = /^([a-z-]+):? ?(.*)$/u.exec(line.trim()) ?? [];
    if (word === '') continue;
    const read = LINES[word];
    if (read === undefined) throw new Error(`Unknown line in the script: ${line}`);
    read(reading, rest.replaceAll('\\n', '\n'));
  }
  return reading;
}

type ReadLine = (reading: Reading, rest: string) => void;

const LINES: Readonly<Record<string, ReadLine>> = {
  session: (reading, rest) => {
    const [name = '', day = '', ...marks] = rest.split(' ');
    const marked = (mark: string) => marks.find((one) => one.startsWith(`${mark}=`))?.slice(mark.length + 1);
    const parentSession = marked('parent');
    Object.assign(reading, { session: name, at: new Date(`${day}T${marked('at') ?? '09:00'}:00.000Z`), author: 'ann' });
    reading.folder = marked('in');
    reading.sessions.set(name, {
      agent: marked('agent') ?? 'agent',
      events: [],
      left: new Map(),
      ...(parentSession === undefined ? {} : { parentSession }),
    });
    if (marks.includes('old')) reading.old.add(name);
  },
  // A resumed session starts with the events of the one that it goes on with.
  again: (reading, rest) => {
    const earlier = reading.sessions.get(rest)?.events ?? [];
    eventsOf(reading).push(...earlier.map((event) => ({ ...event, session: reading.session })));
  },
  by: (reading, rest) => {
    reading.author = rest;
  },
  user: (reading, text) => add(reading, { type: 'user', origin: 'user', author: reading.author, text }),
  agent: (reading, text) => add(reading, { type: 'assistant', origin: 'assistant', text }),
  spent: (reading, rest) =>
    add(reading, { type: 'assistant', origin: 'assistant', text: 'done so far', tokens: Number(rest) }),
  edit: (reading, rest) => {
    const [file = '', text = ''] = rest.split(' = ');
    call(reading, { tool: 'Edit', input: { file_path: file, new_string: text }, text: file, output: 'edited' });
  },
  read: (reading, rest) => {
    const [file = '', text = 'its text'] = rest.split(' = ');
    const lines = text.split('\n').map((line, index) => `${index + 1}\t${line}`);
    call(reading, { tool: 'Read', input: { file_path: file }, text: file, output: lines.join('\n') });
  },
  left: (reading, rest) => {
    const [file = '', text = ''] = rest.split(' = ');
    const changedAt = new Date(reading.at.getTime() + 3_600_000).toISOString();
    sessionOf(reading).left.set(file, { text, changedAt });
  },
  changed: (reading, rest) =>
    add(reading, { type: 'other', subtype: 'file-changed', origin: 'tool', text: rest.replace(' = ', '\n') }),
  'refused-edit': (reading, rest) => {
    const [file = '', text = ''] = rest.split(' = ');
    const edit = { tool: 'Edit', input: { file_path: file, new_string: text }, text: file };
    const id = add(reading, toolCall(reading, edit, 'assistant'));
    add(reading, { type: 'feedback', origin: 'tool', call: id, text: 'The edit was rejected.', isError: true });
  },
  search: (reading, pattern) =>
    call(reading, { tool: 'Grep', input: { pattern }, text: `Grep ${pattern}`, output: 'found' }),
  tool: (reading, rest) => {
    const [, tool = '', json = '{}', result = 'ok'] = /^(\S+) (\{.*?\})(?: => (.*))?$/su.exec(rest) ?? [];
    const isError = result.startsWith('fail: ');
    const called = { tool, input: JSON.parse(json), text: `${tool} ${json}` };
    call(reading, { ...called, output: result.replace(/^fail: /u, ''), isError });
  },
  run: (reading, rest) => run(reading, rest, 'assistant'),
  'person-runs': (reading, rest) => run(reading, rest, 'user'),
  refused: (reading, rest) => {
    const [command = '', said = ''] = rest.split(' => ');
    const id = add(reading, toolCall(reading, { tool: 'Bash', input: { command }, text: command }, 'assistant'));
    add(reading, { type: 'feedback', origin: 'user', author: reading.author, call: id, text: said, isError: true });
  },
  'refused-tool': (reading, rest) => {
    const [, tool = '', json = '{}', said = ''] = /^(\S+) (\{.*?\})(?: => (.*))?$/su.exec(rest) ?? [];
    const id = add(reading, toolCall(reading, { tool, input: JSON.parse(json), text: `${tool} ${json}` }, 'assistant'));
    add(reading, { type: 'feedback', origin: 'user', author: reading.author, call: id, text: said, isError: true });
  },
  chose: (reading, rest) => {
    const [question = '', answer = ''] = rest.split(' => ');
    const asked = { tool: 'AskUserQuestion', input: { question }, text: question };
    const id = add(reading, toolCall(reading, asked, 'assistant'));
    const said = { origin: 'assistant', author: reading.author, call: id, isError: false } as const;
    add(reading, { type: 'feedback', ...said, text: `${question} → ${answer}` });
  },
  held: (reading, rest) => {
    const [file = '', holder = ''] = rest.split(' by ');
    const agent = reading.sessions.get(holder)?.agent ?? 'agent';
    const text = `${file} was being changed by ${agent} (${holder}).`;
    add(reading, { type: 'other', subtype: 'edit-conflict', origin: 'tool', text });
  },
  recall: (reading, rest) => {
    const paths = rest.split(' ').filter((path) => path !== '');
    const ids = paths.flatMap((path) => reading.memories.find((memory) => memory.path === path)?.id ?? []);
    add(reading, { type: 'recall', origin: 'tool', memories: ids, text: paths.join('\n') });
  },
  good: (reading, text) => add(reading, { type: 'outcome', origin: 'tool', text, isError: false }),
  bad: (reading, text) => add(reading, { type: 'outcome', origin: 'tool', text, isError: true }),
  memory: (reading, rest) => {
    const [, path = '', author = '', since = '', text = ''] =
      /^(\S+) by (\S+) since (\S+): ([\s\S]*)$/u.exec(rest) ?? [];
    reading.memories.push(memory(reading.memories.length, { path, author, since, text }));
  },
  kind: (reading, rest) => amend(reading, { kind: rest as MemoryKind }),
  'of-agent': (reading) => amend(reading, { scope: 'agent', origin: 'assistant' }),
  pinned: (reading) => amend(reading, { pinned: true }),
  'seen-in': (reading, rest) => {
    const [, session = '', quote = ''] = /^(\S+): (.*)$/u.exec(rest) ?? [];
    amend(reading, { evidence: [...lastMemory(reading).evidence, { session, event: `${session}-1`, quote }] });
  },
  link: (reading, rest) => {
    const [relation = '', path = ''] = rest.split(' ');
    const target = reading.memories.find((one) => one.path === path)?.id ?? `mem_of_${path}`;
    const link = { relation: relation as MemoryLink['relation'], memory: target };
    amend(reading, { links: [...lastMemory(reading).links, link] });
  },
  cites: (reading, rest) => {
    const [file = '', text = ''] = rest.split(' = ');
    const sha256 = createHash('sha256').update(text).digest('hex');
    const lines = [1, text.split('\n').length] as const;
    amend(reading, { citations: [...lastMemory(reading).citations, { file, lines, sha256 }] });
  },
  file: (reading, rest) => {
    const [name = '', text = ''] = rest.split(' = ');
    reading.files.set(name, text);
  },
  rejected: (reading, rest) => {
    reading.rejected.add(rest);
  },
};

function sessionOf(reading: Reading): ScriptedSession {
  const session = reading.sessions.get(reading.session);
  if (session === undefined) throw new Error('A line about a session stands before the first one');
  return session;
}

function eventsOf(reading: Reading): SessionEvent[] {
  return sessionOf(reading).events;
}

type Said<Event> = Event extends SessionEvent ? Omit<Event, 'session' | 'id' | 'at' | 'agent'> : never;

function add(reading: Reading, said: Said<SessionEvent>): string {
  const events = eventsOf(reading);
  reading.at = new Date(reading.at.getTime() + 60_000);
  const id = `${reading.session}-${events.length + 1}`;
  events.push({
    session: reading.session,
    id,
    at: reading.at.toISOString(),
    agent: reading.sessions.get(reading.session)?.agent ?? 'agent',
    ...(reading.folder === undefined ? {} : { cwd: reading.folder }),
    ...said,
  });
  return id;
}

interface Called {
  readonly tool: string;
  readonly input: { readonly [name: string]: string };
  readonly text: string;
}

function toolCall(reading: Reading, called: Called, origin: 'user' | 'assistant') {
  const id = `${reading.session}-${eventsOf(reading).length + 1}`;
  return { ...called, type: 'tool_call' as const, origin, call: id };
}

function call(
  reading: Reading,
  { output, isError = false, ...called }: Called & { readonly output: string; readonly isError?: boolean },
  origin: 'user' | 'assistant' = 'assistant',
): void {
  const id = add(reading, toolCall(reading, called, origin));
  add(reading, { type: 'tool_result', origin: 'tool', call: id, text: output, isError });
}

function run(reading: Reading, rest: string, origin: 'user' | 'assistant'): void {
  const [command = '', result = 'ok'] = rest.split(' => ');
  const isError = result.startsWith('fail: ');
  const output = result.replace(/^fail: /u, '');
  call(reading, { tool: 'Bash', input: { command }, text: command, output, isError }, origin);
}

function lastMemory(reading: Reading): Memory {
  const last = reading.memories.at(-1);
  if (last === undefined) throw new Error('A line about a memory stands before the first memory');
  return last;
}

function amend(reading: Reading, change: Partial<Memory>): void {
  reading.memories[reading.memories.length - 1] = { ...lastMemory(reading), ...change };
}

function memory(
  index: number,
  told: { readonly path: string; readonly author: string; readonly since: string; readonly text: string },
): Memory {
  const at = `${told.since}T00:00:00.000Z`;
  return {
    ...{ id: `mem_${index + 1}`, path: told.path, text: told.text, kind: 'preference', scope: 'workspace', tags: [] },
    ...{ evidence: [], citations: [], links: [], origin: told.author === 'dream' ? 'assistant' : 'user' },
    ...{ author: told.author, confidence: 0.8, validFrom: at, validTo: null, supersededBy: null, pinned: false },
    ...{ createdAt: at, updatedAt: at },
  };
}
