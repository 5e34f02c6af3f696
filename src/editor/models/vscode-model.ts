import type { Model, ModelError, ModelEvent, ModelMessage, ModelRequest, ModelTool } from '../../core/agent/model.ts';
import { errorText } from '../../core/error-text.ts';
import { isJsonObject } from '../../core/json.ts';

/** A piece of an answer, as the editor streams it. */
export type EditorModelPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'call'; readonly call: string; readonly tool: string; readonly input: unknown };

/** One of the models that other extensions give to the editor, as far as it is used. */
export interface EditorModel {
  readonly id: string;
  readonly name: string;
  readonly maxInputTokens: number;
  /** Rejects with the editor's `LanguageModelError`. */
  readonly send: (
    messages: readonly ModelMessage[],
    tools: readonly ModelTool[],
    signal: AbortSignal,
  ) => Promise<AsyncIterable<EditorModelPart>>;
}

export function vscodeModel(model: EditorModel): Model {
  return {
    id: `vscode:${model.id}`,
    name: model.name,
    contextTokens: model.maxInputTokens,
    maxAnswerTokens: null,
    stream: (request, signal) => streamChat(model, request, signal),
  };
}

async function* streamChat(
  model: EditorModel,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void> {
  const cancelled: ModelEvent = { kind: 'error', error: { kind: 'cancelled' } };
  if (signal.aborted) {
    yield cancelled;
    return;
  }
  let hasBegun = false;
  try {
    // The editor's API knows no system prompt, so it is the first thing that is said.
    const messages: readonly ModelMessage[] = [{ role: 'user', text: request.system }, ...request.messages];
    const parts = await model.send(messages, request.tools ?? [], signal);
    for await (const part of untilAborted(parts, signal)) {
      hasBegun = true;
      yield partEvent(part);
    }
    yield signal.aborted ? cancelled : { kind: 'end', reason: 'complete' };
  } catch (error) {
    yield signal.aborted ? cancelled : { kind: 'error', error: languageModelError(error, hasBegun) };
  }
}

function partEvent(part: EditorModelPart): ModelEvent {
  if (part.kind === 'text') return { kind: 'text-delta', text: part.text };
  const { call, tool, input } = part;
  return isJsonObject(input)
    ? { kind: 'tool-call', call, tool, input }
    : { kind: 'tool-call', call, tool, input: {}, malformed: JSON.stringify(input) ?? '' };
}

/** A provider may ignore that it was cancelled, so its next word is not waited for. */
async function* untilAborted(
  parts: AsyncIterable<EditorModelPart>,
  signal: AbortSignal,
): AsyncGenerator<EditorModelPart, void> {
  const iterator = parts[Symbol.asyncIterator]();
  const aborted = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
  while (!signal.aborted) {
    const next = iterator.next();
    // It may still fail once nobody waits for it.
    next.catch(() => {});
    const result = await Promise.race([next, aborted]);
    if (result === null || result.done === true) return;
    yield result.value;
  }
}

function languageModelError(error: unknown, hasBegun: boolean): ModelError {
  const detail = errorText(error);
  // `LanguageModelError.code` names the factory that made it; a class check would need the editor at run time.
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'NoPermissions':
      return { kind: 'refused-key', detail };
    case 'Blocked':
      return { kind: 'rate-limit', detail, retryAfterSeconds: null };
    case 'NotFound':
      return { kind: 'rejected', detail };
    default:
      return hasBegun ? { kind: 'disconnected', detail } : { kind: 'unreachable', detail };
  }
}
