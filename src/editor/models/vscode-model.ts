import type * as vscode from 'vscode';
import type { Model, ModelError, ModelEvent, ModelRequest } from '../../core/agent/model.ts';

/** The parts of the editor's API that make a request; a parameter so that tests run without an editor. */
export type LanguageModelApi = Pick<typeof vscode, 'LanguageModelChatMessage' | 'CancellationTokenSource'>;

/** One of the models that other extensions give to the editor. */
export function vscodeModel(chat: vscode.LanguageModelChat, api: LanguageModelApi): Model {
  return {
    id: `vscode:${chat.id}`,
    name: chat.name,
    contextTokens: chat.maxInputTokens,
    maxAnswerTokens: null,
    stream: (request, signal) => streamChat(chat, api, request, signal),
  };
}

async function* streamChat(
  chat: vscode.LanguageModelChat,
  api: LanguageModelApi,
  request: ModelRequest,
  signal: AbortSignal,
): AsyncGenerator<ModelEvent, void> {
  const cancellation = new api.CancellationTokenSource();
  const cancel = () => cancellation.cancel();
  signal.addEventListener('abort', cancel);
  let hasBegun = false;
  try {
    if (signal.aborted) {
      yield { kind: 'error', error: { kind: 'cancelled' } };
      return;
    }
    const response = await chat.sendRequest(chatMessages(request, api), {}, cancellation.token);
    for await (const text of response.text) {
      if (signal.aborted) break;
      hasBegun = true;
      yield { kind: 'text-delta', text };
    }
    yield signal.aborted ? { kind: 'error', error: { kind: 'cancelled' } } : { kind: 'end', reason: 'complete' };
  } catch (error) {
    yield { kind: 'error', error: languageModelError(error, hasBegun, signal.aborted) };
  } finally {
    signal.removeEventListener('abort', cancel);
    cancellation.dispose();
  }
}

/** The API knows no system prompt, so it is the first thing that is said. */
function chatMessages(
  request: ModelRequest,
  { LanguageModelChatMessage }: LanguageModelApi,
): vscode.LanguageModelChatMessage[] {
  return [
    LanguageModelChatMessage.User(request.system),
    ...request.messages.map(({ role, text }) =>
      role === 'user' ? LanguageModelChatMessage.User(text) : LanguageModelChatMessage.Assistant(text),
    ),
  ];
}

function languageModelError(error: unknown, hasBegun: boolean, isAborted: boolean): ModelError {
  if (isAborted) return { kind: 'cancelled' };
  const detail = error instanceof Error ? error.message : String(error);
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
