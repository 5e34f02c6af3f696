import { collapseWhiteSpace, quoteEvent } from '../../../evidence.ts';
import type { ToolCallEvent } from '../../../sessions/event.ts';
import { shellLine } from '../../../sessions/tool-input.ts';
import { splitCommand } from '../../../shell/split-command.ts';
import type { Look, RepeatedLookup, Trail } from './digest.ts';
import { lookupOf } from './lookup.ts';

/** Calls after a search within which an opened file is taken for what the search was about. */
const TRAIL_STEPS = 6;
/** The same look-up this often with no edit in between is worth a note. */
const WORTH_NOTING = 3;
const MOST_TRAILS = 60;
const MOST_LOOKS = 150;
const LONGEST = 120;
const AT_A_GLANCE = /^(?:git|cd|ls|pwd|echo|date|which|sleep|true|clear|head|tail|grep|wc|sort)$/u;

/** Follows what an agent searches and reads through one session. */
export class LookupReader {
  readonly trails: Trail[] = [];
  readonly looks: Look[] = [];
  readonly reads = new Map<string, number>();
  private readonly made = new Map<string, RepeatedLookup>();
  private readonly noted = new Map<string, RepeatedLookup>();
  private open: { readonly query: string; readonly call: ToolCallEvent; readonly index: number }[] = [];
  private calls = 0;

  get repeats(): readonly RepeatedLookup[] {
    return [...this.noted.values()];
  }

  readCall(call: ToolCallEvent, index: number): void {
    this.calls += 1;
    const lookup = lookupOf(call);
    if (lookup === null) return;
    const what = lookup.kind === 'search' ? `search for ${lookup.query}` : lookup.file;
    this.countAgain(lookup.key, { act: 'looked up', what }, call);
    if (lookup.kind !== 'search') return;
    this.look({ index, kind: 'search', what: lookup.query });
    this.open.push({ query: lookup.query, call, index: this.calls });
  }

  /** A call that did not fail: what it meant to read was there, what it ran passed. */
  readPassed(call: ToolCallEvent, index: number): void {
    const lookup = lookupOf(call);
    const line = lookup === null && call.origin !== 'user' ? collapseWhiteSpace(shellLine(call) ?? '') : '';
    if (tells(line)) this.countAgain(line, { act: 'run', what: line.slice(0, LONGEST) }, call);
    if (lookup?.kind !== 'read') return;
    this.look({ index, kind: 'read', what: lookup.file });
    this.reads.set(lookup.file, (this.reads.get(lookup.file) ?? 0) + 1);
    this.arriveAt(lookup.file);
  }

  /** What was read before an edit may be read again after it. */
  readEdit(file: string): void {
    this.made.clear();
    this.arriveAt(file);
  }

  private look(look: Look): void {
    if (this.looks.length < MOST_LOOKS) this.looks.push(look);
  }

  private arriveAt(file: string): void {
    const reached = this.open.filter(({ index }) => this.calls - index <= TRAIL_STEPS);
    this.open = [];
    if (/^(?:\/|~|[A-Za-z]:|\.\.)/u.test(file)) return;
    for (const { query, call, index } of reached) {
      if (this.trails.length >= MOST_TRAILS) return;
      this.trails.push({ query, file, steps: this.calls - index, at: call.at, evidence: quoteEvent(call) });
    }
  }

  private countAgain(key: string, told: Pick<RepeatedLookup, 'act' | 'what'>, call: ToolCallEvent): void {
    const times = (this.made.get(key)?.times ?? 0) + 1;
    const repeat: RepeatedLookup = { ...told, times, at: call.at, evidence: quoteEvent(call) };
    this.made.set(key, repeat);
    if (times >= WORTH_NOTING) this.noted.set(key, repeat);
  }
}

/** Whether it tells anything that a line is run again: a glance at where one stands costs nothing. */
function tells(line: string): boolean {
  return splitCommand(line).some(({ words }) => !AT_A_GLANCE.test(words[0] ?? ''));
}
