import type { CallOptions } from '../core/dreamwright.ts';
import { isJsonObject } from '../core/json.ts';
import { describeFolder } from '../core/memory/folder-summary.ts';
import type { RecallOptions } from '../core/memory/recall.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';
import { folderJson, hitJson } from './json.ts';
import { readNamedFile } from './read-named-file.ts';
import { timeOption } from './time-option.ts';

const DEFAULT_LIMIT = 10;
const PROMPT_TOKENS = { 'session-start': 2_000, question: 4_000 } as const;
/** Folders named before the hits; `memories --path` opens one. */
const SHOWN_FOLDERS = 2;

function recallOptions(context: CommandContext): RecallOptions {
  const limit = Number(context.text('k') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('-k is a whole number from 1 on');
  const within = context.text('in') ?? 'all';
  if (within !== 'memories' && within !== 'sessions' && within !== 'all') {
    throw new UsageError('--in is "memories", "sessions" or "all"');
  }
  const asOf = timeOption(context, 'as-of');
  const knownAt = timeOption(context, 'known-at');
  return {
    limit,
    within,
    ...(asOf === null ? {} : { asOf: asOf.last }),
    ...(knownAt === null ? {} : { knownAt: knownAt.last }),
  };
}

/** Folders are summarised as they stand. */
function isAboutNow({ within, asOf, knownAt }: RecallOptions): boolean {
  return within !== 'sessions' && asOf === undefined && knownAt === undefined;
}

function follow({ progress, signal }: CommandContext): CallOptions {
  return { signal, onProgress: ({ step, steps, label }) => progress(`${label}: ${step} of ${steps}`) };
}

type QueryLine =
  | { readonly id: string; readonly query: string }
  | { readonly id: string | null; readonly error: string };

function parseQuery(line: string): QueryLine {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, error: 'not JSON; a line is {"id","query"}' };
  }
  if (!isJsonObject(value)) return { id: null, error: 'not an object; a line is {"id","query"}' };
  const id = typeof value['id'] === 'string' || typeof value['id'] === 'number' ? String(value['id']) : null;
  const query = value['query'];
  if (id === null || typeof query !== 'string') return { id, error: 'a line is {"id","query"}' };
  return { id, query };
}

async function recallFile(context: CommandContext, file: string, options: RecallOptions): Promise<number> {
  const lines = readNamedFile(file).split(/\r?\n/u);
  for (const line of lines.filter((text) => text.trim() !== '')) {
    const parsed = parseQuery(line);
    if (!('error' in parsed)) await answer(context, parsed, options);
    else context.print(context.json ? JSON.stringify(parsed) : `${parsed.id ?? '?'}: ${parsed.error}\n`);
  }
  return 0;
}

async function answer(
  context: CommandContext,
  { id, query }: { readonly id: string | null; readonly query: string },
  options: RecallOptions,
): Promise<void> {
  context.signal.throwIfAborted();
  const dreamwright = await context.store();
  const started = performance.now();
  const hits = await dreamwright.recall(query, options, follow(context));
  if (context.json) {
    const ms = performance.now() - started;
    const folders = isAboutNow(options) ? await dreamwright.recallFolders(query, SHOWN_FOLDERS) : [];
    context.print(JSON.stringify({ id, results: hits.map(hitJson), ms, folders: folders.map(folderJson) }));
    return;
  }
  if (id === null && isAboutNow(options)) {
    for (const { summary } of await dreamwright.recallFolders(query, SHOWN_FOLDERS)) {
      context.print(`${summary.path}/  ${describeFolder(summary)}`);
    }
  }
  if (id !== null) context.print(`${id}: ${query}`);
  for (const hit of hits) {
    const place = hit.kind === 'memory' ? hit.path : `${hit.session} ${hit.id}`;
    context.print(`${hit.score.toFixed(2)}  ${place}\n      ${hit.text.replace(/\s+/gu, ' ').slice(0, 160)}`);
    if (hit.why.length > 0) context.print(`      (${hit.why.join('; ')})`);
  }
  if (hits.length === 0) context.print('Nothing found.');
  if (id !== null) context.print('');
}

/** The block for another agent's prompt: at the start of its session, or for what it was asked. */
async function recallForPrompt(context: CommandContext, query: string): Promise<number> {
  const occasion = query === '' ? 'session-start' : 'question';
  const budget = Number(context.text('budget') ?? PROMPT_TOKENS[occasion]);
  if (!Number.isInteger(budget) || budget < 1) throw new UsageError('--budget is a whole number of tokens from 1 on');
  const { text, tokens, hits } = await (await context.store()).recallForPrompt(query, budget, occasion);
  if (context.json) context.print(JSON.stringify({ text, tokens, results: hits.map(hitJson) }));
  else if (text !== '') context.print(text);
  return 0;
}

export const recallCommand: Command = {
  name: 'recall',
  usage:
    'recall QUERY | recall --queries FILE.jsonl  [-k N] [--in memories|sessions|all] [--as-of ISO] [--known-at ISO] | recall --for-prompt [QUERY] [--budget TOKENS]',
  does: 'searches memories and past sessions',
  takes: 'text',
  options: {
    queries: { type: 'string' },
    k: { type: 'string', short: 'k' },
    in: { type: 'string' },
    'as-of': { type: 'string' },
    'known-at': { type: 'string' },
    'for-prompt': { type: 'boolean' },
    budget: { type: 'string' },
  },
  async run(context) {
    const options = recallOptions(context);
    const file = context.text('queries');
    const query = context.positionals.join(' ').trim();
    if (context.flag('for-prompt')) return recallForPrompt(context, query);
    if ((query === '') === (file === undefined))
      throw new UsageError('recall needs one question: recall QUERY, or recall --queries FILE.jsonl');
    if (file !== undefined) return recallFile(context, file, options);
    await answer(context, { id: null, query }, options);
    return 0;
  },
};
