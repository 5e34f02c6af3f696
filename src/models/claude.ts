import type Anthropic from '@anthropic-ai/sdk';
import type { Model, ModelError, ModelEvent, ModelRequest } from '../core/agent/model.ts';
import { assertNever } from '../core/assert-never.ts';
import { ClaudeBlocks } from './claude-blocks.ts';
import { type ClaudeConnection, createClaudeClient } from './claude-client.ts';
import { claudeError } from './claude-error.ts';
import { claudeRequest } from './claude-request.ts';

/** A model of `models.list`, as far as it is kept. */
export interface ClaudeModelInfo {
  /** As the API names it. */
  readonly id: string;
  readonly name: string;
  readonly contextTokens: number | null;
  readonly maxAnswerTokens: number | null;
}

export type ClaudeModels =
  | { readonly kind: 'listed'; readonly models: readonly ClaudeModelInfo[] }
  | { readonly kind: 'failed'; readonly error: ModelError };

/** The models that this key may use, newest first; it is also how a key is tried. */
export async function listClaudeModels(connection: ClaudeConnection, signal: AbortSignal): Promise<ClaudeModels> {
  const models: ClaudeModelInfo[] = [];
  try {
    for await (const info of createClaudeClient(connection).models.list({}, { signal })) {
      if (info.lifecycle === 'retired') continue;
      // Servers other than Anthropic's leave out what they do not know.
      const { id, display_name: name = id, max_input_tokens: context = null, max_tokens: answer = null } = info;
      models.push({ id, name, contextTokens: context, maxAnswerTokens: answer });
    }
    return { kind: 'listed', models };
  } catch (error) {
    return { kind: 'failed', error: claudeError(error, { hasBegun: false, isAborted: signal.aborted }) };
  }
}

export function claudeModel(connection: ClaudeConnection, info: ClaudeModelInfo): Model {
  const client = createClaudeClient(connection);
  return {
    id: `claude:${info.id}`,
    name: info.name,
    contextTokens: info.contextTokens,
    maxAnswerTokens: info.maxAnswerTokens,
    seesImages: true,
    stream: (request, signal) => streamMessage(client, info.id, request, signal),
  };
}

async function* streamMessage(
  client: Anthropic,
  model: string,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void> {
  let hasBegun = false;
  let input: PromptTokens = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };
  let reason: Anthropic.StopReason | null = null;
  const blocks = new ClaudeBlocks();
  try {
    const events = await client.messages.create(
      { ...claudeRequest(model, request), max_tokens: request.maxTokens, stream: true },
      { signal },
    );
    for await (const event of events) {
      hasBegun = true;
      switch (event.type) {
        case 'message_start':
          input = promptTokens(event.message.usage);
          yield { kind: 'usage', ...input, outputTokens: event.message.usage.output_tokens };
          break;
        case 'content_block_start':
          blocks.started(event);
          break;
        case 'content_block_delta': {
          const told = blocks.grew(event);
          if (told !== null) yield told;
          break;
        }
        case 'content_block_stop': {
          const told = blocks.ended(event);
          if (told !== null) yield told;
          break;
        }
        case 'message_delta':
          reason = event.delta.stop_reason;
          yield { kind: 'usage', ...input, outputTokens: event.usage.output_tokens };
          break;
        case 'message_stop':
          yield { kind: 'end', reason: endReason(reason) };
          return;
        default:
          assertNever(event);
      }
    }
    const error: ModelError = signal.aborted
      ? { kind: 'cancelled' }
      : { kind: 'disconnected', detail: 'The server closed the stream before the end of the message.' };
    yield { kind: 'error', error };
  } catch (error) {
    yield { kind: 'error', error: claudeError(error, { hasBegun, isAborted: signal.aborted }) };
  }
}

interface PromptTokens {
  readonly inputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
}

function promptTokens(usage: Anthropic.Usage): PromptTokens {
  const cacheReadTokens = usage.cache_read_input_tokens ?? 0;
  const cacheWriteTokens = usage.cache_creation_input_tokens ?? 0;
  return { inputTokens: usage.input_tokens + cacheReadTokens + cacheWriteTokens, cacheReadTokens, cacheWriteTokens };
}

export function endReason(reason: Anthropic.StopReason | null): Extract<ModelEvent, { kind: 'end' }>['reason'] {
  switch (reason) {
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'refusal':
      return 'refused';
    case 'end_turn':
    case 'stop_sequence':
    case 'tool_use':
    case 'pause_turn':
    case null:
      return 'complete';
    default:
      return assertNever(reason);
  }
}
