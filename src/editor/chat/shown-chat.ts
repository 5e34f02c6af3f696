import { SLASH_COMMANDS } from '../../core/agent/commands/slash-commands.ts';
import type { Model } from '../../core/agent/model.ts';
import { UNTITLED } from '../../core/agent/session-title.ts';
import type { SessionSpent } from '../../core/agent/spending.ts';
import type { Clock } from '../../core/clock.ts';
import { newId } from '../../core/identifier.ts';
import type { AnswerEntry } from '../../protocol/chat-entry.ts';
import { type ChatState, type ChatStatus, type ChatUpdate, updateChat } from '../../protocol/chat-state.ts';

/** What the last line shows of what a session took. */
export function usedOf({ usd, tokens }: SessionSpent): Pick<ChatStatus, 'costUsd' | 'tokens'> {
  return { costUsd: usd, tokens };
}

export interface ShownChatParts {
  readonly clock: Clock;
  readonly currentModel: () => Model | null;
  /** Whether there are tools at all; in an untrusted workspace there are none. */
  readonly hasTools: () => boolean;
  readonly onUpdate: (update: ChatUpdate) => void;
}

/** What a chat shows; every change of it goes out as one small update. */
export class ShownChat {
  readonly #parts: ShownChatParts;
  #state: ChatState;

  constructor(parts: ShownChatParts) {
    this.#parts = parts;
    this.#state = this.empty({ isPrivate: false });
  }

  get state(): ChatState {
    return this.#state;
  }

  /** A chat in which nothing was said. */
  empty({ isPrivate }: { readonly isPrivate: boolean }): ChatState {
    return {
      status: {
        session: null,
        title: isPrivate ? 'Private session' : UNTITLED,
        isPrivate,
        isMemoryOn: true,
        mode: 'act',
        context: null,
        costUsd: null,
        tokens: 0,
        ahead: [],
        todos: [],
        waiting: null,
        canUndoRestore: false,
        ...this.#modelStatus(),
      },
      entries: [],
      commands: SLASH_COMMANDS.map(({ name, argument, description }) => ({ name, argument, description })),
    };
  }

  update(update: ChatUpdate): void {
    this.#state = updateChat(this.#state, update);
    this.#parts.onUpdate(update);
  }

  show(state: ChatState): void {
    this.update({ kind: 'snapshot', state });
  }

  changeStatus(change: Partial<ChatStatus>): void {
    this.update({ kind: 'status-changed', status: { ...this.#state.status, ...change } });
  }

  /** Changes the card of a call, in whichever answer it stands. */
  changeTool(call: string, change: Extract<ChatUpdate, { kind: 'tool-changed' }>['change']): void {
    const entry = this.#state.entries.findLast(
      (candidate) =>
        candidate.kind === 'answer' && candidate.parts.some((part) => part.kind === 'tool' && part.call === call),
    );
    if (entry !== undefined) this.update({ kind: 'tool-changed', entry: entry.id, call, change });
  }

  /** A line of the extension's own. */
  tell(text: string): void {
    const id = newId('evt', this.#parts.clock());
    this.update({ kind: 'entry-added', entry: { kind: 'notice', id, text } });
  }

  /** Another message comes: what could be done about the answer before it can be done no longer. */
  settleProblem(): void {
    const open = this.#openAnswer();
    if (open?.problem == null) return;
    this.update({ kind: 'answer-changed', entry: open.id, change: { problem: { ...open.problem, action: null } } });
  }

  /** The answer goes on below; where trying to go on had come to nothing, nothing of that stays. */
  takeUpAnswer(): void {
    const open = this.#openAnswer();
    if (open === undefined) return;
    const others = this.#state.entries.filter((entry) => entry !== open);
    if (open.parts.length === 0) this.show({ ...this.#state, entries: others });
    else this.update({ kind: 'answer-changed', entry: open.id, change: { state: 'done', problem: null } });
  }

  /** The last answer about whose trouble something can be done. */
  #openAnswer(): AnswerEntry | undefined {
    const open = this.#state.entries.findLast((entry) => entry.kind === 'answer' && entry.problem?.action != null);
    return open?.kind === 'answer' ? open : undefined;
  }

  /** Another model answers from now on, or none. An answer that waited for it goes on from what it `hasBegun`. */
  modelChanged(hasBegun: boolean): void {
    const status = this.#modelStatus();
    this.changeStatus(status);
    const last = this.#state.entries.at(-1);
    if (status.model === null || last?.kind !== 'answer' || last.problem?.action !== 'connect') return;
    const text = `${status.model.name} is connected. ${hasBegun ? 'What was done is kept.' : 'Your message is kept.'}`;
    const problem = { text, detail: '', action: hasBegun ? 'resume' : 'retry' } as const;
    this.update({ kind: 'answer-changed', entry: last.id, change: { problem } });
  }

  #modelStatus(): Pick<ChatStatus, 'model' | 'hasTools'> {
    const model = this.#parts.currentModel();
    if (model === null) return { model: null, hasTools: false };
    const { id, name, seesImages = false } = model;
    return { model: { id, name, seesImages }, hasTools: this.#parts.hasTools() };
  }
}
