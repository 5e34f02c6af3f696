import type { SentMessage } from './sent-message.ts';

/** What the person wrote while an answer was on its way, oldest first. */
export class TypedAhead {
  readonly #onChange: (texts: readonly string[]) => void;
  #messages: readonly SentMessage[] = [];

  constructor(onChange: (texts: readonly string[]) => void) {
    this.#onChange = onChange;
  }

  add(message: SentMessage): void {
    this.#set([...this.#messages, message]);
  }

  /** What an agent can read before its next step: words alone, as far as nothing else came before them. */
  takeWords(): readonly string[] {
    const other = this.#messages.findIndex((message) => !isWords(message));
    const end = other < 0 ? this.#messages.length : other;
    const words = this.#messages.slice(0, end).map(({ text }) => text);
    if (words.length > 0) this.#set(this.#messages.slice(end));
    return words;
  }

  /** The first of what nobody has read by the end of the answer. */
  takeFirst(): SentMessage | undefined {
    const [first, ...rest] = this.#messages;
    if (first !== undefined) this.#set(rest);
    return first;
  }

  clear(): void {
    if (this.#messages.length > 0) this.#set([]);
  }

  #set(messages: readonly SentMessage[]): void {
    this.#messages = messages;
    this.#onChange(messages.map(({ text, attached }) => (text === '' ? (attached[0]?.name ?? '') : text)));
  }
}

function isWords({ text, attached, images }: SentMessage): boolean {
  return attached.length + images.length === 0 && !text.startsWith('/');
}
