import type Anthropic from '@anthropic-ai/sdk';
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import type { ModelRequest, ModelTool } from '../core/agent/model.ts';
import { messageBlocks } from './claude-message.ts';

const CACHE = { type: 'ephemeral' } as const;

/** A request as the Messages API takes it, for a message, a count and a batch alike. */
export function claudeRequest(
  model: string,
  { system, messages, tools = [], answerSchema, isRepeated = false }: Omit<ModelRequest, 'maxTokens'>,
) {
  return {
    model,
    ...(tools.length > 0 && { tools: tools.map(toolParam) }),
    // Tools come before the system prompt, so that this breakpoint keeps both.
    system: isRepeated ? [{ type: 'text' as const, text: system, cache_control: CACHE }] : system,
    messages: messages.map((message, index): Anthropic.MessageParam => {
      const blocks = messageBlocks(message);
      const [only] = blocks;
      if (isRepeated && isBreakpoint(index, messages.length)) return { role: message.role, content: cached(blocks) };
      return { role: message.role, content: blocks.length === 1 && only?.type === 'text' ? only.text : blocks };
    }),
    ...(answerSchema !== undefined && {
      output_config: { format: { type: 'json_schema' as const, schema: transformJSONSchema(answerSchema) } },
    }),
  };
}

/**
 * Where the cache is written: after the first message, after the newest, and after the one that was the newest one
 * step ago, as the provider looks back only twenty blocks for what it has. With the system prompt four, the most allowed.
 */
function isBreakpoint(index: number, count: number): boolean {
  return index === 0 || index === count - 1 || index === count - 3;
}

function cached(blocks: readonly Anthropic.ContentBlockParam[]): Anthropic.ContentBlockParam[] {
  return blocks.map((block, index) =>
    index === blocks.length - 1 && block.type !== 'thinking' && block.type !== 'redacted_thinking'
      ? { ...block, cache_control: CACHE }
      : block,
  );
}

/** The memory tool goes by the type that the models were made to use; its input is the same. */
function toolParam({ name, description, inputSchema }: ModelTool): Anthropic.Tool | Anthropic.MemoryTool20250818 {
  if (name === 'memory') return { type: 'memory_20250818', name };
  return { name, description, input_schema: { ...inputSchema, type: 'object' } };
}
