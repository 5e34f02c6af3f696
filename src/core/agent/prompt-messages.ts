import { assertNever } from '../assert-never.ts';
import type { JsonObject } from '../json.ts';
import type { SessionEvent, ToolCallEvent } from '../sessions/event.ts';
import { isAttachment } from './attachment.ts';
import { ALL_CLEARED, CLEARED, CUT, RESUMED, SUMMARY } from './context-events.ts';
import { CHARACTERS_PER_TOKEN, messageTokens } from './message-tokens.ts';
import type { ModelImage, ModelMessage, ModelToolResult } from './model.ts';
import { REPLY_SUBTYPES } from './reply-event.ts';
import { cutText } from './tools/cut-text.ts';
import { resultName } from './tools/kept-outputs.ts';

/** What goes into a prompt beside the events, by the id of the event that it belongs to. */
export interface PromptExtras {
  /** The memories that were put before a message; they stay there, so that the prompt before the newest stays the same. */
  readonly memories?: ReadonlyMap<string, string>;
  readonly images?: ReadonlyMap<string, readonly ModelImage[]>;
  /** By the provider's name of the first call that followed them. */
  readonly thoughts?: ReadonlyMap<string, readonly JsonObject[]>;
}

interface Answer {
  text: string;
  readonly calls: ToolCallEvent[];
  readonly results: Map<string, ModelToolResult>;
}

/** After these, results before them are shorter than their events. */
const SHORTENING: ReadonlySet<string> = new Set([CLEARED, ALL_CLEARED, CUT]);
/** Results newer than the mark that clears are kept, and this many before it. */
const KEPT_RESULTS = 4;
const CLEARED_TEXT = '[Cleared to make room. Call the tool again if you need this.]';
const MISSING_TEXT = 'There is no result: it was cut short.';

/**
 * The conversation as a model reads it: what was said and done, user and assistant by turns, each call with its result.
 * The oldest is dropped until it fits. Of two answers in a row the later one stands (the first broke off and was asked
 * again), unless it went on where the first broke off.
 */
export function promptMessages(
  events: readonly SessionEvent[],
  budgetTokens: number,
  extras: PromptExtras = {},
): readonly ModelMessage[] {
  const read = new Conversation(extras, clearedCalls(events)).read(events.slice(firstThatCounts(events, budgetTokens)));
  return newestThatFit(read, budgetTokens);
}

/** From where on the events matter: what is older stands in a summary or can't fit, so that long sessions stay quick. */
function firstThatCounts(events: readonly SessionEvent[], budgetTokens: number): number {
  let room = budgetTokens * CHARACTERS_PER_TOKEN;
  let isFound = false;
  let isCleared = false;
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (event === undefined) continue;
    isCleared ||= event.type === 'other' && SHORTENING.has(event.subtype);
    const isCounted = event.type === 'user' || event.type === 'assistant' || event.type === 'tool_result';
    if (isCounted && !(isCleared && event.type === 'tool_result')) room -= event.text.length;
    isFound ||= room < 0 || (event.type === 'other' && event.subtype === SUMMARY);
    if (isFound && event.type === 'user') return index;
  }
  return 0;
}

/** Puts the messages together, event by event. */
class Conversation {
  readonly #extras: PromptExtras;
  readonly #cleared: ReadonlySet<ToolCallEvent>;
  #messages: ModelMessage[] = [];
  #answer: Answer | null = null;
  #isResumed = false;
  #asked = '';

  constructor(extras: PromptExtras, cleared: ReadonlySet<ToolCallEvent>) {
    this.#extras = extras;
    this.#cleared = cleared;
  }

  read(events: readonly SessionEvent[]): readonly ModelMessage[] {
    for (const event of events) this.#add(event);
    this.#closeAnswer();
    return this.#messages;
  }

  #add(event: SessionEvent): void {
    switch (event.type) {
      case 'user': {
        this.#closeAnswer();
        const text = this.#withMemories(event);
        this.#asked = text;
        this.#addUser({ role: 'user', text, ...optionalImages(this.#extras.images?.get(event.id)) });
        break;
      }
      case 'assistant':
        this.#addText(event.text);
        break;
      case 'tool_call':
        if (this.#answer === null || this.#answer.results.size > 0) this.#openAnswer('');
        this.#answer?.calls.push(event);
        break;
      case 'tool_result':
        this.#answer?.results.set(event.call, { call: event.call, text: event.text, isError: event.isError });
        break;
      case 'other':
        if (isAttachment(event)) {
          this.#closeAnswer();
          this.#addUser({ role: 'user', text: this.#withMemories(event) });
        } else if (event.subtype === RESUMED) this.#isResumed = true;
        else if (event.subtype === CUT) this.#cutResults(event.text);
        else if (event.subtype === SUMMARY) this.#startOver(event.text);
        else if (REPLY_SUBTYPES.has(event.subtype)) this.#addText(event.text);
        break;
      case 'outcome':
        // What a grader found of a round is what the next one works on.
        if (event.goal === undefined) break;
        this.#closeAnswer();
        this.#addUser({ role: 'user', text: event.text });
        break;
      case 'feedback':
      case 'recall':
        break;
      default:
        assertNever(event);
    }
  }

  #withMemories({ id, text }: SessionEvent): string {
    const memories = this.#extras.memories?.get(id) ?? '';
    return memories === '' ? text : `${memories}\n\n${text}`;
  }

  #addText(text: string): void {
    const last = this.#answer;
    if (last === null || last.calls.length > 0) this.#openAnswer(text);
    else last.text = this.#isResumed ? `${last.text}${text}` : text;
    this.#isResumed = false;
  }

  #openAnswer(text: string): void {
    this.#closeAnswer();
    this.#answer = { text, calls: [], results: new Map() };
  }

  #closeAnswer(): void {
    const answer = this.#answer;
    this.#answer = null;
    if (answer === null) return;
    const { text, calls, results } = answer;
    const [first] = calls;
    const thoughts = first === undefined ? undefined : this.#extras.thoughts?.get(first.call);
    if (text === '' && first === undefined) return;
    this.#messages.push({
      role: 'assistant',
      text,
      ...(first !== undefined && { calls: calls.map(({ call, tool, input }) => ({ call, tool, input })) }),
      ...(thoughts !== undefined && { thoughts }),
    });
    if (first === undefined) return;
    const answered = calls.map((call): ModelToolResult => {
      const result = results.get(call.call) ?? { call: call.call, text: MISSING_TEXT, isError: true };
      return this.#cleared.has(call) ? { ...result, text: CLEARED_TEXT } : result;
    });
    this.#messages.push({ role: 'user', text: '', results: answered });
  }

  #addUser(message: ModelMessage): void {
    const last = this.#messages.at(-1);
    if (last?.role !== 'user') {
      this.#messages.push(message);
      return;
    }
    const text = last.text === '' ? message.text : `${last.text}\n\n${message.text}`;
    const images = [...(last.images ?? []), ...(message.images ?? [])];
    this.#messages[this.#messages.length - 1] = { ...last, text, ...optionalImages(images) };
  }

  #cutResults(mark: string): void {
    this.#closeAnswer();
    const limit = Number.parseInt(/\d+/u.exec(mark)?.[0] ?? '', 10);
    const last = this.#messages.at(-1);
    if (last?.results === undefined || !Number.isFinite(limit)) return;
    const results = last.results.map((result) => {
      const hint = `All of it: read_file with the path ${resultName(result.call)}, and first_line for what is further down`;
      return { ...result, text: cutText(result.text, limit, hint) };
    });
    this.#messages[this.#messages.length - 1] = { ...last, results };
  }

  /** A summary takes the place of all before it; what the person asked last stays in their own words. */
  #startOver(summary: string): void {
    this.#closeAnswer();
    const asked = this.#asked === '' ? '' : `\n\nWhat the person asked last, in their words:\n${this.#asked}`;
    const text = `What happened so far was summarised to make room:\n\n${summary}${asked}`;
    this.#messages = [{ role: 'user', text }];
  }
}

function optionalImages(images: readonly ModelImage[] | undefined): Pick<ModelMessage, 'images'> {
  return images === undefined || images.length === 0 ? {} : { images };
}

/** The calls whose results were cleared by a mark after them; what the model has not seen yet is never among them. */
function clearedCalls(events: readonly SessionEvent[]): ReadonlySet<ToolCallEvent> {
  const calls: ToolCallEvent[] = [];
  let cleared = 0;
  let seen = 0;
  let isAnswered = false;
  for (const event of events) {
    if (event.type === 'tool_result') isAnswered = true;
    // The model spoke again, so it had seen what came before.
    if (event.type === 'assistant' || (event.type === 'tool_call' && isAnswered)) {
      seen = calls.length;
      isAnswered = false;
    }
    if (event.type === 'tool_call') calls.push(event);
    if (event.type !== 'other') continue;
    if (event.subtype === CLEARED) cleared = Math.max(cleared, Math.min(seen, calls.length - KEPT_RESULTS));
    if (event.subtype === ALL_CLEARED) cleared = Math.max(cleared, seen);
  }
  return new Set(calls.slice(0, cleared));
}

/** From a person's words on, as new as need be; never from the middle of a step, which would part calls and results. */
function newestThatFit(messages: readonly ModelMessage[], budgetTokens: number): readonly ModelMessage[] {
  let used = 0;
  let start = messages.length;
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index];
    if (message === undefined) break;
    used += messageTokens(message);
    const isStart = message.role === 'user' && message.results === undefined;
    if (used > budgetTokens && start < messages.length) break;
    if (isStart) start = index;
  }
  return messages.slice(start);
}
