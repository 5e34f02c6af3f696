import { setTimeout as wait } from 'node:timers/promises';
import { messageText } from '../../core/agent/message-text.ts';
import { TOKENS_PER_IMAGE } from '../../core/agent/message-tokens.ts';
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
  readonly seesImages: boolean;
  /** Rejects with the editor's `LanguageModelError`. */
  readonly send: (request: EditorRequest, signal: AbortSignal) => Promise<AsyncIterable<EditorModelPart>>;
  /** How many tokens a text is to this model. */
  readonly count: (text: string, signal: AbortSignal) => Promise<number>;
}

/** The editor's API knows no system prompt, so it is the first thing that is said. */
export interface EditorRequest {
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
  /** Of the answer. */
  readonly maxTokens: number;
}

/** How the editor and its providers word that nobody was reached; anything else is no better a second later. */
const NETWORK =
  /network|connect|E(?:CONN|HOST|NET|NOTFOUND|AI_AGAIN|TIMEDOUT|PIPE)|time(?:d )?-?out|fetch failed|offline|socket|unavailable|net::/iu;

/** How long an answer's end may wait for its tokens to be counted. */
const COUNT_MILLISECONDS = 2_000;

export function vscodeModel(model: EditorModel): Model {
  return {
    id: `vscode:${model.id}`,
    name: model.name,
    contextTokens: model.maxInputTokens,
    maxAnswerTokens: null,
    seesImages: model.seesImages,
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
  let answer = '';
  try {
    const messages: readonly ModelMessage[] = [{ role: 'user', text: request.system }, ...request.messages];
    const sent = { messages, tools: request.tools ?? [], maxTokens: request.maxTokens };
    const parts = await model.send(sent, signal);
    // Counted while the answer comes.
    const inputTokens = countRequest(model, sent, signal);
    for await (const part of untilAborted(parts, signal)) {
      hasBegun = true;
      answer += part.kind === 'text' ? part.text : `${part.tool} ${JSON.stringify(part.input)}`;
      yield partEvent(part);
    }
    if (!signal.aborted) yield* usage(await inputTokens, await countText(model, answer, signal));
    yield signal.aborted ? cancelled : { kind: 'end', reason: 'complete' };
  } catch (error) {
    yield signal.aborted ? cancelled : { kind: 'error', error: languageModelError(error, hasBegun) };
  }
}

function* usage(inputTokens: number | null, outputTokens: number | null): Generator<ModelEvent, void> {
  if (inputTokens !== null && outputTokens !== null) yield { kind: 'usage', inputTokens, outputTokens };
}

async function countRequest(
  model: EditorModel,
  { messages, tools }: EditorRequest,
  signal: AbortSignal,
): Promise<number | null> {
  const said = messages.map((message) => messageText({ ...message, images: [] }));
  const offered = tools.length === 0 ? [] : [JSON.stringify(tools)];
  const images = messages.reduce((sum, message) => sum + (message.images?.length ?? 0), 0);
  const tokens = await countText(model, [...offered, ...said].join('\n'), signal);
  return tokens === null ? null : tokens + images * TOKENS_PER_IMAGE;
}

/** Null where the model can't tell, or not in time. */
async function countText(model: EditorModel, text: string, signal: AbortSignal): Promise<number | null> {
  const late = wait(COUNT_MILLISECONDS, null, { ref: false });
  return await Promise.race([model.count(text, signal).catch(() => null), late]);
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
      if (hasBegun) return { kind: 'disconnected', detail };
      return NETWORK.test(detail) ? { kind: 'unreachable', detail } : { kind: 'rejected', detail };
  }
}
