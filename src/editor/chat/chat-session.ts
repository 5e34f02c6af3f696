import { parseSlash, SLASH_COMMANDS } from '../../core/agent/commands/slash-commands.ts';
import type { FileSearch } from '../../core/agent/file-search.ts';
import type { Model } from '../../core/agent/model.ts';
import { type ModelCall, notedModel } from '../../core/agent/noted-model.ts';
import { recordEvent } from '../../core/agent/record-event.ts';
import { sessionTitle } from '../../core/agent/session-title.ts';
import { runSlashTurn } from '../../core/agent/slash-turn.ts';
import type { PromptSurroundings } from '../../core/agent/system-prompt.ts';
import { runTurn, type TurnInput, type TurnLimits } from '../../core/agent/turn.ts';
import type { TurnEnd, TurnEvent } from '../../core/agent/turn-event.ts';
import { thumbsEvent } from '../../core/agent/turn-events.ts';
import { assertNever } from '../../core/assert-never.ts';
import type { Clock } from '../../core/clock.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { newId } from '../../core/identifier.ts';
import { redact } from '../../core/secrets/redact.ts';
import type { SessionEvent } from '../../core/sessions/event.ts';
import type { SessionHeader } from '../../core/store.ts';
import { type ChatState, type ChatStatus, type ChatUpdate, type Feedback, updateChat } from '../../protocol.ts';
import { chatEntries, emptyAnswer, recalledNow } from './chat-entries.ts';
import { problemOf } from './problem-of.ts';

/** The agent and format of the chat's own sessions. */
export const CHAT_AGENT = 'dreamwright';
const UNTITLED = 'New session';

export interface ChatSessionParts {
  readonly dreamwright: () => Promise<Dreamwright>;
  /** The person's name for their events. */
  readonly author: () => Promise<string>;
  readonly currentModel: () => Model | null;
  readonly searchFiles: FileSearch;
  readonly surroundings: () => PromptSurroundings;
  readonly limits: () => TurnLimits;
  readonly start: (action: 'dream' | 'review') => Promise<void>;
  readonly clock: Clock;
  readonly onUpdate: (update: ChatUpdate) => void;
}

/** One chat's conversation: what is said, what is shown, and the turn that runs. Knows no editor. */
export class ChatSession {
  readonly #parts: ChatSessionParts;
  #state: ChatState;
  #events: readonly SessionEvent[] = [];
  #running: AbortController | null = null;

  constructor(parts: ChatSessionParts) {
    this.#parts = parts;
    this.#state = this.#emptyState(false);
  }

  get state(): ChatState {
    return this.#state;
  }

  /** Whether an answer is on its way. */
  get isBusy(): boolean {
    return this.#running !== null;
  }

  /** Shows a stored session; answers whether it is there. */
  async open(session: string): Promise<boolean> {
    const dreamwright = await this.#parts.dreamwright();
    const summary = (await dreamwright.sessions()).find((candidate) => candidate.session === session);
    if (summary === undefined) return false;
    const [events, memories] = await Promise.all([dreamwright.transcript(session), dreamwright.memories()]);
    this.#leaveTurn();
    this.#events = events;
    const empty = this.#emptyState(false);
    this.#update({
      kind: 'snapshot',
      state: {
        ...empty,
        status: { ...empty.status, session, title: summary.title },
        entries: chatEntries(events, new Map(memories.map((memory) => [memory.id, memory]))),
      },
    });
    return true;
  }

  startNew(options: { readonly isPrivate: boolean }): void {
    this.#leaveTurn();
    this.#events = [];
    this.#update({ kind: 'snapshot', state: this.#emptyState(options.isPrivate) });
  }

  /** Answers whether the message was taken; if not, it belongs back into the composer. */
  async send(text: string): Promise<boolean> {
    if (text.trim() === '' || this.#running !== null) return false;
    const { session, title } = this.#state.status;
    if (session === null) {
      this.#changeStatus({
        session: newId('ses', this.#parts.clock()),
        title: title === UNTITLED ? sessionTitle(redact(text).text) : title,
      });
    }
    return this.#runMessage({ kind: 'new', text });
  }

  /** Asks the last message again; what had come of its answer is no longer shown. */
  async retry(): Promise<void> {
    const event = this.#events.findLast((candidate) => candidate.type === 'user');
    if (event?.type !== 'user' || this.#running !== null) return;
    const { entries } = this.#state;
    const kept = entries.slice(0, entries.findLastIndex((entry) => entry.id === event.id) + 1);
    this.#update({ kind: 'snapshot', state: { ...this.#state, entries: kept } });
    await this.#runMessage({ kind: 'again', event });
  }

  stop(): void {
    this.#running?.abort();
  }

  setMemory(isOn: boolean): void {
    this.#changeStatus({ isMemoryOn: isOn });
  }

  modelChanged(): void {
    const model = this.#shownModel();
    this.#changeStatus({ model });
    const last = this.#state.entries.at(-1);
    if (model === null || last?.kind !== 'answer' || last.problem?.action !== 'connect') return;
    const problem = { text: `${model.name} is connected. Your message is kept.`, detail: '', action: 'retry' } as const;
    this.#update({ kind: 'answer-changed', entry: last.id, change: { problem } });
  }

  async giveFeedback(answer: string, feedback: Feedback | null): Promise<void> {
    const entry = this.#state.entries.find((candidate) => candidate.id === answer);
    if (entry?.kind !== 'answer' || entry.state === 'streaming') return;
    this.#update({ kind: 'answer-changed', entry: answer, change: { feedback } });
    const dreamwright = await this.#parts.dreamwright();
    const recorder = { memory: dreamwright, header: await this.#header(), isPrivate: this.#state.status.isPrivate };
    const event = thumbsEvent({ header: recorder.header, clock: this.#parts.clock }, answer, feedback);
    for await (const recorded of recordEvent(recorder, event)) this.#apply(recorded, answer);
  }

  async #runMessage(message: TurnInput['message']): Promise<boolean> {
    const running = new AbortController();
    this.#running = running;
    let answer: string | null = null;
    try {
      for await (const event of await this.#turn(message, running.signal)) {
        if (event.kind === 'answer-started') answer = event.id;
        // Another session may be shown by now; the turn still records what it has.
        if (this.#running === running) this.#apply(event, answer ?? '');
      }
      return true;
    } catch (error) {
      this.#tell(`This did not work: ${error instanceof Error ? error.message : String(error)}`);
      if (answer !== null) this.#update({ kind: 'answer-changed', entry: answer, change: { state: 'stopped' } });
      return answer !== null;
    } finally {
      if (this.#running === running) this.#running = null;
    }
  }

  #leaveTurn(): void {
    this.stop();
    this.#running = null;
  }

  async #turn(message: TurnInput['message'], signal: AbortSignal): Promise<AsyncIterable<TurnEvent>> {
    const { clock, searchFiles, surroundings, limits, start, currentModel } = this.#parts;
    const memory = await this.#parts.dreamwright();
    const { isPrivate, isMemoryOn } = this.#state.status;
    const header = await this.#header();
    const call = message.kind === 'new' ? parseSlash(message.text) : null;
    if (message.kind === 'new' && call !== null) {
      const recorder = { memory, header, isPrivate };
      return runSlashTurn({ text: message.text, call, context: { memory, start }, recorder, clock });
    }
    const history = message.kind === 'new' ? this.#events : eventsBefore(this.#events, message.event.id);
    const input = { header, isPrivate, isMemoryOn, history, surroundings: surroundings(), limits: limits(), message };
    const chosen = currentModel();
    // A call that can't be noted is no reason to lose its answer.
    const note = (sent: ModelCall): void => void memory.noteModelCall(sent).catch(() => undefined);
    const model = chosen === null ? null : notedModel(chosen, 'chat', note);
    return runTurn(input, { memory, model, searchFiles, clock }, signal);
  }

  #apply(event: TurnEvent, answer: string): void {
    switch (event.kind) {
      case 'recorded':
        this.#events = [...this.#events, event.event];
        if (event.event.type === 'user') {
          const { id, at, text } = event.event;
          this.#update({ kind: 'entry-added', entry: { kind: 'user', id, at, text } });
        }
        break;
      case 'answer-started':
        this.#update({ kind: 'entry-added', entry: emptyAnswer(event.id, event.at) });
        break;
      case 'recalled':
        this.#update({ kind: 'answer-changed', entry: answer, change: { recalled: recalledNow(event.hits) } });
        break;
      case 'text-delta':
        this.#update({ kind: 'text-delta', entry: answer, text: event.text });
        break;
      case 'usage': {
        const limit = this.#parts.currentModel()?.contextTokens ?? null;
        this.#changeStatus({ context: { used: event.inputTokens + event.outputTokens, limit } });
        break;
      }
      case 'tool-planned':
      case 'tool-asked':
      case 'tool-started':
      case 'tool-output':
      case 'tool-ended':
      case 'todos':
      case 'context':
      case 'waiting':
        break;
      case 'trouble':
        this.#tell(
          event.with === 'store'
            ? `This could not be stored and will be gone with the window: ${event.detail}`
            : `Memory could not be read, so nothing was recalled: ${event.detail}`,
        );
        break;
      case 'ended':
        this.#endAnswer(answer, event.end);
        break;
      default:
        assertNever(event);
    }
  }

  #tell(text: string): void {
    const id = newId('evt', this.#parts.clock());
    this.#update({ kind: 'entry-added', entry: { kind: 'notice', id, text } });
  }

  #endAnswer(answer: string, end: TurnEnd): void {
    const state = end.kind === 'failed' ? 'stopped' : 'done';
    this.#update({ kind: 'answer-changed', entry: answer, change: { state, problem: problemOf(end) } });
  }

  async #header(): Promise<SessionHeader> {
    const { session, title } = this.#state.status;
    if (session === null) throw new Error('A session has its id before its first event.');
    const author = await this.#parts.author();
    return { session, agent: CHAT_AGENT, format: CHAT_AGENT, title, trust: 'user', author };
  }

  #emptyState(isPrivate: boolean): ChatState {
    return {
      status: {
        session: null,
        title: isPrivate ? 'Private session' : UNTITLED,
        isPrivate,
        model: this.#shownModel(),
        isMemoryOn: true,
        context: null,
      },
      entries: [],
      commands: SLASH_COMMANDS.map(({ name, argument, description }) => ({ name, argument, description })),
    };
  }

  #shownModel(): ChatStatus['model'] {
    const model = this.#parts.currentModel();
    return model === null ? null : { id: model.id, name: model.name };
  }

  #changeStatus(change: Partial<ChatStatus>): void {
    this.#update({ kind: 'status-changed', status: { ...this.#state.status, ...change } });
  }

  #update(update: ChatUpdate): void {
    this.#state = updateChat(this.#state, update);
    this.#parts.onUpdate(update);
  }
}

function eventsBefore(events: readonly SessionEvent[], id: string): readonly SessionEvent[] {
  return events.slice(
    0,
    events.findIndex((event) => event.id === id),
  );
}
