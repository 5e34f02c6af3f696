import type Anthropic from '@anthropic-ai/sdk';
import { transformJSONSchema } from '@anthropic-ai/sdk/lib/transform-json-schema';
import type { ModelRequest } from '../core/agent/model.ts';

const CACHE = { type: 'ephemeral' } as const;

/** A request as the Messages API takes it, for a message, a count and a batch alike. */
export function claudeRequest(
  model: string,
  { system, messages, answerSchema, isRepeated }: Omit<ModelRequest, 'maxTokens'>,
) {
  const last = messages.length - 1;
  return {
    model,
    // What comes first comes again in the next request: system prompt, first message, and the talk so far.
    system: isRepeated === true ? [{ type: 'text' as const, text: system, cache_control: CACHE }] : system,
    messages: messages.map(
      ({ role, text }, index): Anthropic.MessageParam => ({
        role,
        content:
          isRepeated === true && (index === 0 || index === last)
            ? [{ type: 'text', text, cache_control: CACHE }]
            : text,
      }),
    ),
    ...(answerSchema !== undefined && {
      output_config: { format: { type: 'json_schema' as const, schema: transformJSONSchema(answerSchema) } },
    }),
  };
}
