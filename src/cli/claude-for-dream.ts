import type { PriceList } from '../core/dream/cost.ts';
import type { DreamModel } from '../core/dream/engine/dream-model.ts';
import type { HostedDreams } from '../core/dream/engine/hosted-dreams.ts';
import type { ClaudeConnection } from '../models/claude-client.ts';
import { parsePrices } from '../models/parse-prices.ts';
import { PRICES } from '../models/prices.ts';
import { type CommandContext, UsageError, WorkError } from './command.ts';
import { readNamedFile } from './read-named-file.ts';

const ANTHROPIC_URL = 'https://api.anthropic.com';
/** As many as one hosted dream takes. */
const MOST_SESSIONS = 100;
/** Good at the task and priced in the list; `--model` takes any other. */
const DEFAULT_MODEL = 'claude-sonnet-5-5';

/** The model that `--engine claude` asks. */
export async function claudeForDream(context: CommandContext): Promise<DreamModel> {
  const connection = connectionOf(context);
  const id = modelOf(context);
  const prices = pricesOf(context);
  // Loaded only now: the SDK takes longer to load than everything else.
  const [{ listClaudeModels }, { claudeDreamModel }] = await Promise.all([
    import('../models/claude.ts'),
    import('../models/claude-dream-model.ts'),
  ]);
  const listed = await listClaudeModels(connection, context.signal);
  if (listed.kind === 'failed' && listed.error.kind === 'refused-key') {
    throw new WorkError(
      `${connection.baseUrl} refused the key in ANTHROPIC_API_KEY (${listed.error.detail}). Check it and try again.`,
    );
  }
  const known = listed.kind === 'listed' ? listed.models.find((model) => model.id === id) : undefined;
  const info = known ?? { id, name: id, contextTokens: null, maxAnswerTokens: null };
  return claudeDreamModel(connection, info, { prices, batchMinutes: 0 });
}

/** The service behind `--engine claude --hosted`, and the sessions of its own that it dreams over. */
export async function hostedForDream(context: CommandContext, sessions: readonly string[]): Promise<HostedDreams> {
  if (sessions.length === 0 || sessions.length > MOST_SESSIONS) {
    throw new UsageError(`--hosted names 1 to ${MOST_SESSIONS} hosted sessions, with commas between them`);
  }
  const connection = connectionOf(context);
  const { anthropicDreams } = await import('../models/hosted-dreams.ts');
  return anthropicDreams(connection, { model: modelOf(context), prices: pricesOf(context) });
}

/** Those of the file that `--prices` names, over the ones that come with this version. */
function pricesOf(context: CommandContext): PriceList {
  const path = context.text('prices');
  if (path === undefined) return PRICES;
  const parsed = parsePrices(readNamedFile(path), PRICES);
  if (parsed.kind === 'invalid') throw new WorkError(`--prices ${path}: ${parsed.message}`);
  return parsed.prices;
}

function modelOf(context: CommandContext): string {
  return context.text('model') ?? DEFAULT_MODEL;
}

/** Only here is the key read. */
function connectionOf(context: CommandContext): ClaudeConnection {
  const apiKey = context.environment('ANTHROPIC_API_KEY') ?? '';
  if (apiKey === '') throw new WorkError('--engine claude takes the key from ANTHROPIC_API_KEY; set it and try again.');
  const baseUrl = context.text('base-url') ?? context.environment('DREAMWRIGHT_CLAUDE_URL') ?? ANTHROPIC_URL;
  if (!URL.canParse(baseUrl)) throw new UsageError('--base-url is an address such as https://api.anthropic.com');
  return { apiKey, baseUrl, log: (line) => context.progress(line) };
}
