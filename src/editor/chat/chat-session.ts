import { parseSlash } from '../../core/agent/commands/slash-commands.ts';
import type { FileSearch } from '../../core/agent/file-search.ts';
import type { Model } from '../../core/agent/model.ts';
import { type ModelCall, notedModel } from '../../core/agent/noted-model.ts';
import { type Recorder, recordEvent } from '../../core/agent/record-event.ts';
import { sessionTitle } from '../../core/agent/session-title.ts';
import { runSlashTurn } from '../../core/agent/slash-turn.ts';
import type { PromptSurroundings } from '../../core/agent/system-prompt.ts';
import { runTurn } from '../../core/agent/turn.ts';
import type { TurnEvent } from '../../core/agent/turn-event.ts';
import { thumbsEvent } from '../../core/agent/turn-events.ts';
import type { TurnInput, TurnLimits } from '../../core/agent/turn-state.ts';
import type { Clock } from '../../core/clock.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { newId } from '../../core/identifier.ts';
import { redact } from '../../core/secrets/redact.ts';
import type { Feedback } from '../../protocol/chat-entry.ts';
import type { ChatState, ChatUpdate } from '../../protocol/chat-state.ts';
import { chatEntries } from './chat-entries.ts';
import type { ChatTools } from './chat-tools.ts';
import { Conversation, retitle } from './conversation.ts';
import type { SentAlong, SentMessage } from './sent-message.ts';
import type { SessionTools } from './session-tools.ts';
import { ShownChat, UNTITLED } from './shown-chat.ts';
import { troubleLine } from './trouble-line.ts';
import { TurnShow } from './turn-show.ts';

/** The agent and format of the chat's own sessions. */
export const CHAT_AGENT = 'dreamwright';

export interface ChatSessionParts {
  readonly dreamwright: () => Promise<Dreamwright>;
  /** The person's name for their events. */
  readonly author: () => Promise<string>;
  readonly currentModel: () => Model | null;
  readonly searchFiles: FileSearch;
  /** Null where the workspace is not trusted. */
  readonly tools: () => ChatTools | null;
  readonly surroundings: () => PromptSurroundings;
  readonly limits: () => TurnLimits;
  readonly start: (action: 'dream' | 'review') => Promise<void>;
  readonly clock: Clock;
  readonly onUpdate: (update: ChatUpdate) => void;
}

/** One chat's conversation: what is said, and the turn that runs. Knows no editor. */
export class ChatSession {
  readonly #parts: ChatSessionParts;
  readonly #shown: ShownChat;
  #conversation: Conversation;
  #tools: SessionTools | null = null;
  #running: AbortController | null = null;

  constructor(parts: ChatSessionParts) {
    this.#parts = parts;
    this.#shown = new ShownChat({ ...parts, hasTools: () => parts.tools() !== null });
    this.#conversation = new Conversation(parts.clock);
  }

  get state(): ChatState {
    return this.#shown.state;
  }

  /** Whether an answer is on its way. */
  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** What the tools of this session ask and keep; null before the first one was there. */
  get tools(): SessionTools | null {
    return this.#tools;
  }

  /** Shows a stored session; answers whether it is there. */
  async open(session: string): Promise<boolean> {
    const dreamwright = await this.#parts.dreamwright();
    const summary = (await dreamwright.sessions()).find((candidate) => candidate.session === session);
    if (summary === undefined) return false;
    const [events, memories] = await Promise.all([dreamwright.transcript(session), dreamwright.memories()]);
    this.#leave(new Conversation(this.#parts.clock, events));
    const empty = this.#shown.empty({ isPrivate: false });
    this.#shown.show({
      ...empty,
      status: { ...empty.status, session, title: summary.title },
      entries: chatEntries(this.#conversation.events, new Map(memories.map((memory) => [memory.id, memory]))),
    });
    return true;
  }

  startNew(options: { readonly isPrivate: boolean }): void {
    this.#leave(new Conversation(this.#parts.clock));
    this.#shown.show(this.#shown.empty(options));
  }

  /** Answers whether the message was taken; if not, it belongs back into the composer. */
  async send({ text, attached, images }: SentMessage): Promise<boolean> {
    const isEmpty = text.trim() === '' && attached.length + images.length === 0;
    if (isEmpty || this.#running !== null) return false;
    const { session, title } = this.state.status;
    if (session === null) {
      this.#shown.changeStatus({
        session: newId('ses', this.#parts.clock()),
        title: title === UNTITLED ? sessionTitle(redact(text).text) : title,
      });
    }
    return this.#runMessage({ kind: 'new', text }, { attached, images });
  }

  /** Asks the last message again; what had come of its answer is no longer shown. */
  async retry(): Promise<void> {
    const event = this.#conversation.events.findLast((candidate) => candidate.type === 'user');
    if (event?.type !== 'user' || this.#running !== null) return;
    this.#keepEntries((index) => index + 1, event.id);
    await this.#runMessage({ kind: 'again', event }, { attached: [], images: [] });
  }

  /** Asks a message in other words; it and what came after it leave the conversation. */
  async resend(message: string, { text, attached }: Omit<SentMessage, 'images'>): Promise<void> {
    if (this.#running !== null || text.trim() === '') return;
    const images = this.#conversation.images.get(message) ?? [];
    const named = new Set(attached.map(({ name }) => name));
    const earlier = this.#conversation.attachedTo(message).filter(({ name }) => !named.has(name));
    await this.#rewind(message);
    await this.#runMessage({ kind: 'new', text }, { attached: [...earlier, ...attached], images });
  }

  stop(): void {
    this.#running?.abort();
  }

  setMemory(isOn: boolean): void {
    this.#shown.changeStatus({ isMemoryOn: isOn });
  }

  setMode(mode: 'act' | 'plan'): void {
    this.#shown.changeStatus({ mode });
  }

  modelChanged(): void {
    this.#shown.modelChanged();
  }

  async retitle(title: string): Promise<void> {
    this.#shown.changeStatus({ title });
    if (this.state.status.session === null) return;
    const recorder = await this.#recorder();
    await this.#record(retitle(recorder, this.#parts.clock, title));
  }

  async giveFeedback(answer: string, feedback: Feedback | null): Promise<void> {
    const entry = this.state.entries.find((candidate) => candidate.id === answer);
    if (entry?.kind !== 'answer' || entry.state === 'streaming') return;
    this.#shown.update({ kind: 'answer-changed', entry: answer, change: { feedback } });
    const recorder = await this.#recorder();
    const event = thumbsEvent({ header: recorder.header, clock: this.#parts.clock }, answer, feedback);
    await this.#record(recordEvent(recorder, event));
  }

  async undoEdit(call: string): Promise<void> {
    const problem = (await this.#tools?.undoEdit(call)) ?? null;
    if (problem !== null) this.#shown.tell(problem);
  }

  async #runMessage(message: TurnInput['message'], sent: SentAlong): Promise<boolean> {
    const running = new AbortController();
    this.#running = running;
    this.#shown.changeStatus({ canUndoRestore: false });
    const show = new TurnShow({
      shown: this.#shown,
      conversation: this.#conversation,
      contextTokens: () => this.#parts.currentModel()?.contextTokens ?? null,
      tools: () => this.#tools,
      sent,
    });
    try {
      await this.#record(this.#conversation.attach(await this.#recorder(), sent.attached));
      for await (const event of await this.#turn(message, running.signal)) {
        // Another session may be shown by now; the turn still records what it has.
        if (this.#running === running) show.apply(event);
      }
      return true;
    } catch (error) {
      this.#shown.tell(`This did not work: ${error instanceof Error ? error.message : String(error)}`);
      return show.breakOff();
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  async #rewind(message: string): Promise<void> {
    await this.#record(this.#conversation.rewind(await this.#recorder(), message));
    this.#keepEntries((index) => index, message);
  }

  #keepEntries(count: (index: number) => number, message: string): void {
    const { entries } = this.state;
    const index = entries.findLastIndex((entry) => entry.id === message);
    this.#shown.show({ ...this.state, entries: entries.slice(0, count(index)) });
  }

  async #record(events: AsyncIterable<TurnEvent>): Promise<void> {
    for await (const event of events) {
      if (event.kind === 'recorded') this.#conversation.add(event.event);
      else if (event.kind === 'trouble') this.#shown.tell(troubleLine(event));
    }
  }

  #leave(next: Conversation): void {
    this.stop();
    this.#running = null;
    this.#tools = null;
    this.#conversation = next;
  }

  async #turn(message: TurnInput['message'], signal: AbortSignal): Promise<AsyncIterable<TurnEvent>> {
    const { clock, searchFiles, surroundings, limits, start, currentModel } = this.#parts;
    const recorder = await this.#recorder();
    const memory = await this.#parts.dreamwright();
    const { isPrivate, isMemoryOn } = this.state.status;
    const call = message.kind === 'new' ? parseSlash(message.text) : null;
    if (message.kind === 'new' && call !== null) {
      return runSlashTurn({ text: message.text, call, context: { memory, start }, recorder, clock });
    }
    const history = message.kind === 'new' ? this.#conversation.events : this.#conversation.before(message.event.id);
    const { header } = recorder;
    const input = { header, isPrivate, isMemoryOn, history, surroundings: surroundings(), limits: limits(), message };
    const chosen = currentModel();
    // A call that can't be noted is no reason to lose its answer.
    const note = (sent: ModelCall): void => void memory.noteModelCall(sent).catch(() => undefined);
    const model = chosen === null ? null : notedModel(chosen, 'chat', note);
    return runTurn(input, { memory, model, searchFiles, clock }, signal);
  }

  async #recorder(): Promise<Recorder> {
    const { session, title, isPrivate } = this.state.status;
    if (session === null) throw new Error('A session has its id before its first event.');
    const [memory, author] = await Promise.all([this.#parts.dreamwright(), this.#parts.author()]);
    const header = { session, agent: CHAT_AGENT, format: CHAT_AGENT, title, trust: 'user', author } as const;
    return { memory, header, isPrivate };
  }
}
