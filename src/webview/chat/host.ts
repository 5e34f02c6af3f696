import type { FromChat, KeptChat, ToChat } from '../../protocol.ts';

interface VsCodeApi {
  postMessage(message: FromChat): void;
  getState(): KeptChat | undefined;
  setState(state: KeptChat): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const api = acquireVsCodeApi();

export function post(message: FromChat): void {
  api.postMessage(message);
}

export function keptDraft(): string {
  return api.getState()?.draft ?? '';
}

/** Kept by the editor over a reload of the window. */
export function keep(change: Partial<KeptChat>): void {
  api.setState({ session: null, draft: '', ...api.getState(), ...change });
}

export function onMessage(listener: (message: ToChat) => void): void {
  // Only the editor can post into this frame, so the type is its promise.
  window.addEventListener('message', (event: MessageEvent<ToChat>) => listener(event.data));
}
