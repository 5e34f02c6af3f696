import type { DreamModel } from '../core/dream/engine/dream-model.ts';
import { PRICES } from '../models/prices.ts';
import { type CommandContext, UsageError, WorkError } from './command.ts';

const ANTHROPIC_URL = 'https://api.anthropic.com';
/** Good at the task and priced in the list; `--model` takes any other. */
const DEFAULT_MODEL = 'claude-sonnet-5-5';

/** The model that `--engine claude` asks. Only here is the key read. */
export async function claudeForDream(context: CommandContext): Promise<DreamModel> {
  const apiKey = context.environment('ANTHROPIC_API_KEY') ?? '';
  if (apiKey === '') throw new WorkError('--engine claude takes the key from ANTHROPIC_API_KEY; set it and try again.');
  const baseUrl = context.text('base-url') ?? context.environment('DREAMWRIGHT_CLAUDE_URL') ?? ANTHROPIC_URL;
  if (!URL.canParse(baseUrl)) throw new UsageError('--base-url is an address such as https://api.anthropic.com');
  const id = context.text('model') ?? DEFAULT_MODEL;
  const connection = { apiKey, baseUrl, log: (line: string) => context.progress(line) };
  // Loaded only now: the SDK takes longer to load than everything else.
  const [{ listClaudeModels }, { claudeDreamModel }] = await Promise.all([
    import('../models/claude.ts'),
    import('../models/claude-dream-model.ts'),
  ]);
  const listed = await listClaudeModels(connection, context.signal);
  if (listed.kind === 'failed' && listed.error.kind === 'refused-key') {
    throw new WorkError(
      `${baseUrl} refused the key in ANTHROPIC_API_KEY (${listed.error.detail}). Check it and try again.`,
    );
  }
  const known = listed.kind === 'listed' ? listed.models.find((model) => model.id === id) : undefined;
  const info = known ?? { id, name: id, contextTokens: null, maxAnswerTokens: null };
  return claudeDreamModel(connection, info, { prices: PRICES, batchMinutes: 0 });
}
