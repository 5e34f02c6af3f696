import type Anthropic from '@anthropic-ai/sdk';
import type { ModelEvent } from '../core/agent/model.ts';
import { isJsonObject, type JsonObject } from '../core/json.ts';

type Block =
  | { readonly kind: 'call'; readonly call: string; readonly tool: string; input: string }
  | { readonly kind: 'thought'; thinking: string; signature: string }
  | { readonly kind: 'redacted-thought'; readonly data: string };

/** Puts the content blocks of one streamed message together: text at once, calls and thoughts when they are whole. */
export class ClaudeBlocks {
  readonly #open = new Map<number, Block>();

  started({ index, content_block: block }: Anthropic.RawContentBlockStartEvent): void {
    if (block.type === 'tool_use') this.#open.set(index, { kind: 'call', call: block.id, tool: block.name, input: '' });
    if (block.type === 'thinking') this.#open.set(index, { kind: 'thought', thinking: '', signature: '' });
    if (block.type === 'redacted_thinking') this.#open.set(index, { kind: 'redacted-thought', data: block.data });
  }

  grew({ index, delta }: Anthropic.RawContentBlockDeltaEvent): ModelEvent | null {
    const block = this.#open.get(index);
    if (delta.type === 'text_delta') return { kind: 'text-delta', text: delta.text };
    if (delta.type === 'input_json_delta' && block?.kind === 'call') block.input += delta.partial_json;
    if (delta.type === 'thinking_delta' && block?.kind === 'thought') block.thinking += delta.thinking;
    if (delta.type === 'signature_delta' && block?.kind === 'thought') block.signature += delta.signature;
    return null;
  }

  ended({ index }: Anthropic.RawContentBlockStopEvent): ModelEvent | null {
    const block = this.#open.get(index);
    this.#open.delete(index);
    if (block === undefined) return null;
    switch (block.kind) {
      case 'call':
        return { kind: 'tool-call', call: block.call, tool: block.tool, ...parseInput(block.input) };
      case 'thought':
        return {
          kind: 'thought',
          thought: { type: 'thinking', thinking: block.thinking, signature: block.signature },
        };
      case 'redacted-thought':
        return { kind: 'thought', thought: { type: 'redacted_thinking', data: block.data } };
    }
  }
}

/** A call without parameters comes without any JSON. */
function parseInput(json: string): { readonly input: JsonObject; readonly malformed?: string } {
  if (json.trim() === '') return { input: {} };
  try {
    const input: unknown = JSON.parse(json);
    return isJsonObject(input) ? { input } : { input: {}, malformed: json };
  } catch {
    return { input: {}, malformed: json };
  }
}
