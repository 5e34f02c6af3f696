import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts';
import { textField } from '../json-fields.ts';

/** A message's content as blocks, whether it was written as text or as a list. */
export function contentBlocks(record: JsonObject): readonly JsonObject[] {
  const message = record['message'];
  const content = isJsonObject(message) ? message['content'] : undefined;
  if (typeof content === 'string') return [{ type: 'text', text: content }];
  return Array.isArray(content) ? content.filter(isJsonObject) : [];
}

/** The text of a block's content; images and documents leave a short placeholder. */
export function textOf(content: Json | undefined): string {
  if (content === undefined || content === null) return '';
  if (typeof content === 'string') return content;
  if (Array.isArray(content))
    return content
      .map(textOf)
      .filter((text) => text !== '')
      .join('\n');
  if (!isJsonObject(content)) return String(content);
  const text = content['text'];
  if (typeof text === 'string') return text;
  const nested = content['content'];
  if (nested !== undefined && typeof nested !== 'object') return textOf(nested);
  if (Array.isArray(nested)) return textOf(nested);
  return `[${textField(content, 'title') ?? textField(content, 'tool_name') ?? textField(content, 'type') ?? 'content'}]`;
}
