import { join } from 'node:path';
import type { QuoteFinder } from '../../core/journal/find-quotes.ts';
import type { HiddenEvent } from '../../core/journal/record.ts';
import { redactEvent } from '../../core/sessions/redact-event.ts';
import type { SessionQuotes } from '../../core/store.ts';
import type { Files } from '../files.ts';
import { readLines } from '../read-lines.ts';
import { dashes, maskBetween } from '../sessions/hidden-lines.ts';
import { parseSessionLine, type SessionLine } from '../sessions/session-line.ts';

/** Lines read between two moments in which others may run. */
const BATCH = 100;

/** Looks through the files of all sessions; what is written meanwhile is found by looking once more. */
export class QuoteSearch {
  readonly #files: Files;
  readonly #folder: string;
  readonly #finder: QuoteFinder;
  readonly #readTo = new Map<string, number>();
  readonly #events: HiddenEvent[] = [];
  readonly #titles = new Set<string>();
  readonly #resembling = new Set<string>();

  constructor(files: Files, folder: string, finder: QuoteFinder) {
    this.#files = files;
    this.#folder = folder;
    this.#finder = finder;
  }

  get quotes(): SessionQuotes {
    return { events: this.#events, titles: [...this.#titles], resembling: [...this.#resembling] };
  }

  /** From where it stopped the last time; each step of it is some lines long. */
  *goOn(): Generator<void, void> {
    let lines = 0;
    for (const name of this.#files.list(this.#folder)) {
      if (!name.endsWith('.jsonl')) continue;
      for (const line of readLines(this.#files, join(this.#folder, name), this.#readTo.get(name) ?? 0)) {
        this.#look(parseSessionLine(line.bytes.toString('utf8')), line.bytes);
        this.#readTo.set(name, line.end);
        if (++lines % BATCH === 0) yield;
      }
    }
  }

  #look(line: SessionLine, bytes: Buffer): void {
    if (line.kind === 'header') {
      const { session, title = '' } = line.header;
      if (this.#finder.spans(title).length > 0) this.#titles.add(session);
    }
    if (line.kind !== 'event') return;
    const { event } = line;
    let isFound = false;
    const left = redactEvent(event, (text) => {
      if (this.#finder.resembles(text)) this.#resembling.add(event.session);
      const hidden = this.#hide(text);
      isFound ||= hidden !== text;
      return hidden;
    });
    if (!isFound) return;
    const mask = maskBetween(bytes, event, left);
    this.#events.push({ session: event.session, event: event.id, ...(mask !== null && { mask }) });
  }

  #hide(text: string): string {
    const spans = this.#finder.spans(text);
    if (spans.length === 0) return text;
    let hidden = '';
    let end = 0;
    for (const span of spans) {
      hidden += text.slice(end, span.start) + dashes(text.slice(span.start, span.end));
      end = span.end;
    }
    return hidden + text.slice(end);
  }
}
