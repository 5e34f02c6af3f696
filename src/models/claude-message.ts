import type Anthropic from '@anthropic-ai/sdk';
import type { ModelMessage } from '../core/agent/model.ts';

/** A message as content blocks, in the order that the API asks for. */
export function messageBlocks(message: ModelMessage): Anthropic.ContentBlockParam[] {
  const { text, calls = [], results = [], images = [], thoughts = [] } = message;
  return [
    ...thoughts.flatMap((thought) => thoughtBlock(thought) ?? []),
    ...results.map(
      (result): Anthropic.ToolResultBlockParam => ({
        type: 'tool_result',
        tool_use_id: result.call,
        content: result.text,
        ...(result.isError && { is_error: true }),
      }),
    ),
    ...images.map(
      ({ mediaType, base64 }): Anthropic.ImageBlockParam => ({
        type: 'image',
        source: { type: 'base64', media_type: mediaType, data: base64 },
      }),
    ),
    // The API refuses an empty text beside other blocks.
    ...(text === '' && calls.length + results.length + images.length > 0 ? [] : [{ type: 'text' as const, text }]),
    ...calls.map(
      ({ call, tool, input }): Anthropic.ToolUseBlockParam => ({
        type: 'tool_use',
        id: call,
        name: tool,
        input,
      }),
    ),
  ];
}

function thoughtBlock(
  thought: NonNullable<ModelMessage['thoughts']>[number],
): Anthropic.ThinkingBlockParam | Anthropic.RedactedThinkingBlockParam | null {
  const { type, thinking, signature, data } = thought;
  if (type === 'thinking' && typeof thinking === 'string' && typeof signature === 'string') {
    return { type, thinking, signature };
  }
  return type === 'redacted_thinking' && typeof data === 'string' ? { type, data } : null;
}
