import { attachedText, isAttachment } from '../../core/agent/attachment.ts';
import type { TurnEvent } from '../../core/agent/turn-event.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { toolChange, updatesOf } from './apply-turn-event.ts';
import type { Conversation } from './conversation.ts';
import { OutputBatches } from './output-batches.ts';
import type { SentAlong } from './sent-message.ts';
import type { SessionTools } from './session-tools.ts';
import type { ShownChat } from './shown-chat.ts';
import { troubleLine } from './trouble-line.ts';

export interface TurnShowParts {
  readonly shown: ShownChat;
  readonly conversation: Conversation;
  readonly contextTokens: () => number | null;
  readonly tools: () => SessionTools | null;
  readonly sent: SentAlong;
}

/** One turn as it comes to be seen: its events go into the conversation, the cards and the meter. */
export class TurnShow {
  readonly #parts: TurnShowParts;
  readonly #output: OutputBatches;
  #answer: string | null = null;

  constructor(parts: TurnShowParts) {
    this.#parts = parts;
    this.#output = new OutputBatches((call, text) => {
      if (this.#answer !== null) parts.shown.update({ kind: 'tool-output', entry: this.#answer, call, text });
    });
  }

  apply(event: TurnEvent): void {
    const { shown, tools } = this.#parts;
    if (event.kind === 'tool-output') {
      this.#output.add(event.call, event.text);
      return;
    }
    this.#output.flush();
    if (event.kind === 'answer-started') this.#answer = event.id;
    if (event.kind === 'tool-planned') tools()?.planned(event.call, event.effect);
    for (const update of updatesOf(event, this.#answer ?? '')) shown.update(update);
    switch (event.kind) {
      case 'recorded':
        this.#record(event.event);
        break;
      case 'usage': {
        const costUsd = shown.state.status.context?.costUsd ?? null;
        const used = event.inputTokens + event.outputTokens;
        shown.changeStatus({ context: { used, limit: this.#parts.contextTokens(), costUsd } });
        break;
      }
      case 'context':
        shown.changeStatus({
          context: { used: event.usedTokens, limit: event.limitTokens, costUsd: event.costUsd },
        });
        break;
      case 'todos':
        shown.changeStatus({ todos: event.items });
        break;
      case 'tool-ended':
        if (tools()?.ended(event.call)) this.changeTool(event.call, { isUndoable: true });
        break;
      case 'trouble':
        shown.tell(troubleLine(event));
        break;
      default:
        break;
    }
  }

  changeTool(call: string, change: Parameters<typeof toolChange>[2]): void {
    if (this.#answer !== null) this.#parts.shown.update(toolChange(this.#answer, call, change));
  }

  /** The turn failed where nothing may fail; answers whether an answer had begun. */
  breakOff(): boolean {
    this.#output.flush();
    if (this.#answer === null) return false;
    this.#parts.shown.update({ kind: 'answer-changed', entry: this.#answer, change: { state: 'stopped' } });
    return true;
  }

  #record(event: SessionEvent): void {
    const { shown, conversation, sent } = this.#parts;
    if (event.type === 'user') {
      const attached = conversation.events.slice(conversation.events.findLastIndex((e) => !isAttachment(e)) + 1);
      const names = attached.flatMap((e) => (isAttachment(e) ? [attachedText(e).name] : []));
      const { id, at, text } = event;
      if (sent.images.length > 0) conversation.images.set(id, sent.images);
      shown.update({ kind: 'entry-added', entry: { kind: 'user', id, at, text, attached: names } });
    }
    conversation.add(event);
  }
}
