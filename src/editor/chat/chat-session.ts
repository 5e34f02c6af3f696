import { answerProgress } from '../../core/agent/answer-progress.ts';
import type { Recorder } from '../../core/agent/record-event.ts';
import { titleAfter } from '../../core/agent/session-title.ts';
import { createSpending } from '../../core/agent/spending.ts';
import type { TurnEvent } from '../../core/agent/turn-event.ts';
import type { TurnInput } from '../../core/agent/turn-state.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { errorText } from '../../core/error-text.ts';
import { newId } from '../../core/identifier.ts';
import { redact } from '../../core/secrets/redact.ts';
import type { Feedback } from '../../protocol/chat-entry.ts';
import type { ChatState, ChatStatus } from '../../protocol/chat-state.ts';
import { chatEntries } from './chat-entries.ts';
import type { ChatSessionParts } from './chat-session-parts.ts';
import { Conversation, editFate, retitle, thumbs } from './conversation.ts';
import { type FollowedThread, followThread } from './follow-thread.ts';
import { goBack, replaceMessage, undoGoingBack } from './going-back.ts';
import { loadSession } from './load-session.ts';
import { OneAtATime } from './one-at-a-time.ts';
import type { Restored } from './restore-before.ts';
import { runMessage } from './run-message.ts';
import { NOTHING_ALONG, type SentAlong, type SentMessage } from './sent-message.ts';
import { CHAT_AGENT, CHAT_OWNER, type SessionOwner } from './session-owner.ts';
import { SessionTools } from './session-tools.ts';
import { ShownChat, usedOf } from './shown-chat.ts';
import { startTurn, type TurnStart } from './start-turn.ts';
import { createWarnings } from './tell-warnings.ts';
import { troubleLine } from './trouble-line.ts';
import { TurnShow } from './turn-show.ts';
import { TypedAhead } from './typed-ahead.ts';

interface Asked {
  readonly message: TurnInput['message'];
  readonly sent: SentAlong;
  /** What has to be done before. */
  readonly prepare?: (() => Promise<void>) | undefined;
}

/** One chat's conversation: what is said, and the turn that runs. Knows no editor. */
export class ChatSession {
  readonly #parts: ChatSessionParts;
  readonly #shown: ShownChat;
  #owner = CHAT_OWNER;
  #conversation: Conversation;
  #tools: SessionTools | null = null;
  readonly #turns = new OneAtATime();
  #thread: FollowedThread | null = null;
  #restored: Restored | null = null;
  #spending = createSpending();
  readonly #warn = createWarnings((text) => this.#shown.tell(text));
  readonly #ahead = new TypedAhead((ahead) => this.#shown.changeStatus({ ahead }));

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
    return this.#turns.isBusy;
  }

  /** What the tools of this session ask and keep; null before the first one was there. */
  get tools(): SessionTools | null {
    return this.#tools;
  }

  /** Shows a stored session; answers whether it is there. */
  async open(session: string): Promise<boolean> {
    const loaded = await loadSession(this.#parts, session);
    if (loaded === null) return false;
    const { title, owner, events, memories, changes } = loaded;
    this.#leave(new Conversation(this.#parts.clock, events), owner);
    const lent = this.#parts.tools();
    if (lent !== null) this.#tools = new SessionTools(lent, changes);
    const empty = this.#shown.empty({ isPrivate: false });
    this.#shown.show({
      ...empty,
      status: { ...empty.status, session, title, ...usedOf(this.#spending) },
      entries: chatEntries(this.#conversation.events, new Map(memories.map((one) => [one.id, one])), changes),
    });
    const about = { shown: this.#shown, conversation: this.#conversation };
    this.#thread = followThread(this.#parts.desk, session, about);
    if (this.#thread !== null) this.#tools = this.#thread.tools;
    // The first message need not wait for it then.
    void this.#conversation.origins();
    return true;
  }

  startNew(options: { readonly isPrivate: boolean }): void {
    this.#leave(new Conversation(this.#parts.clock));
    this.#shown.show(this.#shown.empty(options));
  }

  /** Answers whether the message was taken; if not, it belongs back into the composer. */
  async send({ text, attached, images }: SentMessage): Promise<boolean> {
    const isEmpty = text.trim() === '' && attached.length + images.length === 0;
    if (isEmpty) return false;
    const { session } = this.state.status;
    if (session !== null && this.#parts.desk.threads.steer(session, redact(text).text)) {
      this.#shown.changeStatus({ ahead: [...this.state.status.ahead, text] });
      return true;
    }
    if (this.#turns.isBusy) {
      this.#ahead.add({ text, attached, images });
      return true;
    }
    const said = this.state.entries.flatMap((entry) => (entry.kind === 'user' ? [entry.text] : []));
    const words = text.trim() === '' ? (attached[0]?.name ?? '') : text;
    this.#shown.changeStatus({
      session: session ?? newId('ses', this.#parts.clock()),
      title: titleAfter(this.state.status.title, said, redact(words).text),
    });
    return this.#runMessage({ kind: 'new', text, images }, { attached, images });
  }

  /** Asks the last message again, where nothing came of it; what did is never thrown away. */
  async retry(): Promise<void> {
    if (this.#hasBegun) return await this.resume();
    const event = this.#conversation.events.findLast((candidate) => candidate.type === 'user');
    if (event?.type !== 'user' || this.#turns.isBusy) return;
    const asked = this.state.entries.findLastIndex(({ id }) => id === event.id);
    this.#shown.show({ ...this.state, entries: this.state.entries.slice(0, asked + 1) });
    await this.#runMessage({ kind: 'again', event }, NOTHING_ALONG);
  }

  /** Asks a message in other words; it and what came after it leave the conversation. */
  async resend(message: string, { text, attached }: Omit<SentMessage, 'images'>): Promise<void> {
    if (this.#turns.isBusy || text.trim() === '') return;
    const images = this.#conversation.images.get(message) ?? [];
    const named = new Set(attached.map(({ name }) => name));
    const earlier = this.#conversation.attachedTo(message).filter(({ name }) => !named.has(name));
    const sent = { attached: [...earlier, ...attached], images };
    await this.#runMessage({ kind: 'new', text, images }, sent, async () =>
      replaceMessage(message, await this.#goingBack()),
    );
  }

  /** The last answer goes on from what was said and done of it. */
  async resume(): Promise<void> {
    const event = this.#conversation.events.findLast((candidate) => candidate.type === 'user');
    if (event?.type !== 'user' || this.#turns.isBusy) return;
    this.#shown.takeUpAnswer();
    await this.#runMessage({ kind: 'resume', event }, NOTHING_ALONG);
  }

  stop(): void {
    this.#turns.stop();
    const { session } = this.state.status;
    if (this.#thread !== null && session !== null) this.#parts.desk.threads.stop(session);
  }

  choose(change: Partial<Pick<ChatStatus, 'isMemoryOn' | 'mode'>>): void {
    this.#shown.changeStatus(change);
  }

  modelChanged(): void {
    this.#shown.modelChanged(this.#hasBegun);
  }

  async retitle(title: string): Promise<void> {
    this.#shown.changeStatus({ title });
    if (this.state.status.session === null) return;
    await this.#record(retitle(await this.#recorder(), this.#parts.clock, title));
  }

  async giveFeedback(answer: string, feedback: Feedback | null): Promise<void> {
    const entry = this.state.entries.find((candidate) => candidate.id === answer);
    if (entry?.kind !== 'answer' || entry.state === 'streaming') return;
    this.#shown.update({ kind: 'answer-changed', entry: answer, change: { feedback } });
    await this.#record(thumbs(await this.#recorder(), this.#parts.clock, answer, feedback));
  }

  /** Files, memories and conversation go back to before a message; answers its words. */
  async restore(message: string): Promise<string | null> {
    const event = this.#conversation.events.find(({ id }) => id === message);
    if (event?.type !== 'user' || this.#turns.isBusy) return null;
    await this.#turns.run(async () => {
      this.#restored = await goBack(message, await this.#goingBack());
    });
    return event.text;
  }

  async undoRestore(): Promise<void> {
    const restored = this.#restored;
    if (restored === null || this.#turns.isBusy) return;
    this.#restored = null;
    await undoGoingBack(restored, await this.#goingBack());
  }

  async undoEdit(call: string): Promise<void> {
    if (this.#tools === null) return;
    const problem = await this.#tools.undoEdit(call);
    if (problem !== null) return this.#shown.tell(problem);
    this.#shown.changeTool(call, { isUndoable: false, summary: 'undone' });
    await this.#record(editFate(await this.#recorder(), this.#parts.clock, call, 'reverted'));
  }

  async #runMessage(message: TurnInput['message'], sent: SentAlong, prepare?: () => Promise<void>): Promise<boolean> {
    const isTaken = await this.#turns.run((running) => this.#answer({ message, sent, prepare }, running));
    const next = this.#turns.isBusy ? undefined : this.#ahead.takeFirst();
    if (next !== undefined) await this.send(next);
    return isTaken;
  }

  async #answer({ message, sent, prepare }: Asked, running: AbortController): Promise<boolean> {
    this.#shown.changeStatus({ canUndoRestore: false });
    // Another session may be shown before this one's answer has ended: what it changes stays its own.
    const tools = this.#sessionTools();
    const own = { parts: this.#parts, conversation: this.#conversation, spending: this.#spending, tools };
    const { session, isPrivate } = this.state.status;
    const show = new TurnShow({
      ...{ shown: this.#shown, conversation: this.#conversation, sent },
      contextTokens: () => this.#parts.currentModel()?.contextTokens ?? null,
      tools: () => tools,
    });
    try {
      await prepare?.();
      const recorder = await this.#recorder();
      const start: TurnStart = {
        ...{ ...own, message, recorder, show },
        status: () => this.state.status,
        record: (events) => this.#record(events),
        takeSteering: () => this.#ahead.takeWords(),
      };
      await runMessage({
        ...{ ...own, shown: this.#shown, recorder, sent, show },
        turn: () => startTurn(start, running.signal),
        changes: () => tools?.changes ?? [],
        isShown: () => this.#turns.isRunning(running),
      });
      if (tools !== null && this.#turns.isRunning(running)) await this.#warn(recorder);
    } catch (error) {
      this.#shown.tell(`This did not work: ${errorText(error)}`);
      return show.breakOff();
    } finally {
      if (session !== null && !isPrivate) await tools?.saveChanges(session);
    }
    return true;
  }

  /** Whether something of the last answer is there that it can go on from. */
  get #hasBegun(): boolean {
    return answerProgress(this.#conversation.events) !== 'none';
  }

  async #goingBack() {
    const recorder = await this.#recorder();
    return {
      ...{ shown: this.#shown, conversation: this.#conversation, tools: this.#tools },
      ...{ recorder, memory: recorder.memory },
      record: (events: AsyncIterable<TurnEvent>) => this.#record(events),
    };
  }

  async #record(events: AsyncIterable<TurnEvent>): Promise<void> {
    await this.#conversation.record(events, (trouble) => this.#shown.tell(troubleLine(trouble)));
  }

  #leave(next: Conversation, owner: SessionOwner = CHAT_OWNER): void {
    this.#turns.leave();
    this.#ahead.clear();
    this.#thread?.unfollow();
    this.#thread = null;
    this.#tools = null;
    this.#restored = null;
    this.#owner = owner;
    this.#conversation = next;
    this.#spending = createSpending(next.spent);
  }

  /** Null in an untrusted workspace, where nothing is touched. */
  #sessionTools(): SessionTools | null {
    const lent = this.#parts.tools();
    if (lent === null) return null;
    this.#tools ??= new SessionTools(lent);
    return this.#tools;
  }

  async #recorder(): Promise<Recorder & { readonly memory: Dreamwright }> {
    const { session, title, isPrivate } = this.state.status;
    if (session === null) throw new Error('A session has its id before its first event.');
    const [memory, author] = await Promise.all([this.#parts.dreamwright(), this.#parts.author()]);
    const header = { session, ...this.#owner, format: CHAT_AGENT, title, trust: 'user', author } as const;
    return { memory, header, isPrivate };
  }
}
