import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { CallOptions } from '../core/dreamwright.ts';
import { isJsonObject } from '../core/json.ts';
import type { RecallOptions } from '../core/memory/recall.ts';
import { type Command, type CommandContext, UsageError } from './command.ts';
import { hitJson } from './json.ts';

const DEFAULT_LIMIT = 10;

function recallOptions(context: CommandContext): RecallOptions {
  const limit = Number(context.text('k') ?? DEFAULT_LIMIT);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('-k is a whole number from 1 on');
  const within = context.text('in') ?? 'all';
  if (within !== 'memories' && within !== 'sessions' && within !== 'all') {
    throw new UsageError('--in is "memories", "sessions" or "all"');
  }
  const asOf = context.text('as-of');
  if (asOf !== undefined && Number.isNaN(Date.parse(asOf)))
    throw new UsageError('--as-of is a date such as 2026-01-31');
  return { limit, within, ...(asOf === undefined ? {} : { asOf: new Date(asOf).toISOString() }) };
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
  const dreamwright = await context.store();
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const parsed = parseQuery(line);
    if ('error' in parsed) {
      context.print(JSON.stringify(parsed));
      continue;
    }
    const started = performance.now();
    const hits = await dreamwright.recall(parsed.query, options, follow(context));
    context.print(JSON.stringify({ id: parsed.id, results: hits.map(hitJson), ms: performance.now() - started }));
  }
  return 0;
}

export const recallCommand: Command = {
  name: 'recall',
  usage: 'recall QUERY | recall --queries FILE.jsonl  [-k N] [--in memories|sessions|all] [--as-of ISO]',
  does: 'searches memories and past sessions',
  options: {
    queries: { type: 'string' },
    k: { type: 'string', short: 'k' },
    in: { type: 'string' },
    'as-of': { type: 'string' },
  },
  async run(context) {
    const options = recallOptions(context);
    const file = context.text('queries');
    if (file !== undefined) return recallFile(context, file, options);
    const query = context.positionals.join(' ');
    if (query === '') throw new UsageError('recall needs a question: recall QUERY, or recall --queries FILE.jsonl');
    const started = performance.now();
    const hits = await (await context.store()).recall(query, options, follow(context));
    if (context.json) {
      context.print(JSON.stringify({ id: null, results: hits.map(hitJson), ms: performance.now() - started }));
      return 0;
    }
    for (const hit of hits) {
      const place = hit.kind === 'memory' ? hit.path : `${hit.session} ${hit.id}`;
      context.print(`${hit.score.toFixed(2)}  ${place}\n      ${hit.text.replace(/\s+/gu, ' ').slice(0, 160)}`);
    }
    if (hits.length === 0) context.print('Nothing found.');
    return 0;
  },
};
