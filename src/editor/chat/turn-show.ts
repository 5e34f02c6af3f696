import { answerProgress } from '../../core/agent/answer-progress.ts';
import { attachedText, isAttachment } from '../../core/agent/attachment.ts';
import type { TurnEvent } from '../../core/agent/turn-event.ts';
import { assertNever } from '../../core/assert-never.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import { toolChange, updatesOf } from './apply-turn-event.ts';
import { outcomeEntry, userEntry } from './chat-entries.ts';
import type { Conversation } from './conversation.ts';
import { OutputBatches } from './output-batches.ts';
import { unfinished } from './problem-of.ts';
import type { SentAlong } from './sent-message.ts';
import type { SessionTools } from './session-tools.ts';
import type { ShownChat } from './shown-chat.ts';
import { troubleLine, waitingLine } from './trouble-line.ts';

export interface TurnShowParts {
  readonly shown: ShownChat;
  readonly conversation: Conversation;
  readonly contextTokens: () => number | null;
  readonly tools: () => SessionTools | null;
  readonly sent: SentAlong;
  /** The answer that is being written already, where a turn is followed from its middle. */
  readonly answer?: string;
}

type ToolChange = Parameters<typeof toolChange>[2];

/** One turn as it comes to be seen: its events go into the conversation, the cards and the meter. */
export class TurnShow {
  readonly #parts: TurnShowParts;
  readonly #output: OutputBatches;
  readonly #calls = new Set<string>();
  readonly #early = new Map<string, ToolChange>();
  #answer: string | null = null;

  constructor(parts: TurnShowParts) {
    this.#parts = parts;
    this.#answer = parts.answer ?? null;
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
    if (event.kind === 'answer-started') this.#begin(event.id);
    if (event.kind !== 'waiting' && shown.state.status.waiting !== null) shown.changeStatus({ waiting: null });
    // A tool that asks has started, too.
    const isAsking = event.kind === 'tool-started' && tools()?.isAsking(event.call) === true;
    const hasBegun = () => answerProgress(this.#parts.conversation.events) !== 'none';
    if (!isAsking) for (const update of updatesOf(event, this.#answer ?? '', hasBegun)) shown.update(update);
    switch (event.kind) {
      case 'recorded':
        this.#record(event.event);
        break;
      case 'usage': {
        const used = event.inputTokens + event.outputTokens;
        shown.changeStatus({ context: { used, limit: this.#parts.contextTokens() } });
        break;
      }
      case 'context':
        shown.changeStatus({
          context: { used: event.usedTokens, limit: event.limitTokens },
          costUsd: event.costUsd,
          tokens: event.sessionTokens,
        });
        break;
      case 'todos':
        shown.changeStatus({ todos: event.items });
        break;
      case 'tool-ended':
        if (tools()?.ended(event.call, this.#parts.conversation.lastMessage))
          this.changeTool(event.call, { isUndoable: true });
        break;
      case 'trouble':
        shown.tell(troubleLine(event));
        break;
      case 'tool-planned':
        this.#planned(event.call);
        break;
      case 'recalled':
        if (event.prompt !== '') this.#parts.conversation.memories.set(event.message, event.prompt);
        break;
      case 'waiting':
        shown.changeStatus({ waiting: waitingLine(event) });
        break;
      case 'answer-started':
      case 'text-delta':
      case 'tool-asked':
      case 'tool-started':
      case 'ended':
        break;
      default:
        assertNever(event);
    }
  }

  /** A call may ask before its card is there. */
  changeTool(call: string, change: ToolChange): void {
    if (this.#answer !== null && this.#calls.has(call))
      this.#parts.shown.update(toolChange(this.#answer, call, change));
    else this.#early.set(call, { ...this.#early.get(call), ...change });
  }

  /** The turn failed where nothing may fail; answers whether an answer had begun. */
  breakOff(): boolean {
    this.#output.flush();
    if (this.#answer === null) return false;
    this.#parts.shown.update({ kind: 'answer-changed', entry: this.#answer, change: { state: 'stopped' } });
    return true;
  }

  /** Something was said meanwhile, or another round begins: what was being written is whole. */
  #begin(answer: string): void {
    const { shown } = this.#parts;
    const before = shown.state.entries.find(({ id }) => id === this.#answer);
    if (before?.kind === 'answer' && before.state === 'streaming')
      shown.update({ kind: 'answer-changed', entry: before.id, change: { state: 'done' } });
    this.#answer = answer;
  }

  #planned(call: string): void {
    this.#calls.add(call);
    const early = this.#early.get(call);
    this.#early.delete(call);
    if (early !== undefined) this.changeTool(call, early);
  }

  #record(event: SessionEvent): void {
    const { shown, conversation, sent } = this.#parts;
    if (event.type === 'user') {
      shown.settleProblem();
      const attached = conversation.events.slice(conversation.events.findLastIndex((e) => !isAttachment(e)) + 1);
      const names = attached.flatMap((e) => (isAttachment(e) ? [attachedText(e).name] : []));
      if (sent.images.length > 0) conversation.images.set(event.id, sent.images);
      shown.update({ kind: 'entry-added', entry: userEntry(event, names) });
    }
    if (event.type === 'outcome' && event.goal !== undefined) {
      const isFailed = event.goal.result === 'failed';
      if (isFailed) shown.settleProblem();
      const problem = isFailed ? unfinished(true, 'goal') : null;
      shown.update({ kind: 'entry-added', entry: { ...outcomeEntry(event, event.goal), problem } });
    }
    conversation.add(event);
  }
}
