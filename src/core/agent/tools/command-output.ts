const MOST_CHARACTERS = 16_000_000;
/** Escape sequences for colours and cursors, and what a terminal's title is set with. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-_])/g;

/** Collects what a command prints, without holding more than is ever shown: of a flood the middle is let go. */
export class CommandOutput {
  #head = '';
  #tail: string[] = [];
  #tailLength = 0;
  #dropped = 0;

  add(text: string): void {
    const room = MOST_CHARACTERS / 2 - this.#head.length;
    this.#head += text.slice(0, Math.max(room, 0));
    const rest = text.slice(Math.max(room, 0));
    if (rest === '') return;
    this.#tail.push(rest);
    this.#tailLength += rest.length;
    while (this.#tailLength - (this.#tail[0]?.length ?? 0) > MOST_CHARACTERS / 2) {
      const gone = this.#tail.shift()?.length ?? 0;
      this.#tailLength -= gone;
      this.#dropped += gone;
    }
  }

  /** As a person would see it in the end: without colours, a line that was written over and over as its last state. */
  text(): string {
    const gap = this.#dropped === 0 ? '' : `\n[… ${this.#dropped} characters were not kept …]\n`;
    const printed = `${this.#head}${gap}${this.#tail.join('')}`;
    const plain = printed.includes('\u001b') ? printed.replace(ESCAPES, '') : printed;
    return plain.includes('\r') ? plain.replaceAll('\r\n', '\n').split('\n').map(lastState).join('\n') : plain;
  }
}

/** A carriage return goes back to the line's beginning; one at its end is left without a trace. */
function lastState(line: string): string {
  const ended = line.endsWith('\r') ? line.slice(0, -1) : line;
  return ended.slice(ended.lastIndexOf('\r') + 1);
}
