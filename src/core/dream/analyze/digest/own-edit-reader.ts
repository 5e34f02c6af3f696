import { type Evidence, quoteEvent } from '../../../evidence.ts';
import type { SessionEvent, ToolCallEvent, ToolResultEvent } from '../../../sessions/event.ts';
import { FILE_CHANGED } from '../../../sessions/file-changed.ts';
import { editedFiles, firstText, relativeTo, shellLine } from '../../../sessions/tool-input.ts';
import { normalizeCommand } from '../../../shell/normalize-command.ts';
import { splitCommand } from '../../../shell/split-command.ts';
import type { LookAtFile } from '../../look-at-file.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { groupBy } from '../group-by.ts';
import { codeSwapOf } from './code-swap.ts';
import { editDifference, type Rewrite, replacedLines } from './edit-difference.ts';
import { lookupOf } from './lookup.ts';

/** What a person put in the place of what an agent wrote, or had put there by refusing it first. */
export interface OwnEdit {
  readonly file: string;
  /** The swap's key; see `codeSwapOf`. */
  readonly key: string;
  readonly kind: 'swap' | 'removed' | 'comments-removed';
  readonly gone: readonly string[];
  readonly came: readonly string[];
  /** When the agent wrote it, and when it was seen to be changed. */
  readonly wroteAt: string;
  readonly at: string;
  readonly evidence: Evidence;
}

interface Written {
  readonly file: string;
  readonly lines: readonly string[];
  readonly at: string;
  readonly call: ToolCallEvent;
}

/** Where and when a change was seen: at the time of the event that shows it, or later. */
interface SeenChange {
  readonly file: string;
  readonly wroteAt: string;
  readonly event: SessionEvent;
  readonly at?: string;
}

const MOST = 20;
const MOST_WRITTEN = 60;
/** What changes a file later than this after a session is other work. */
const HOURS_AFTER = 24;
/** Commands that write files in many places; what they leave is not a person's doing. */
const REWRITES =
  /\b(?:fmt|format|fix|prettier|generate|codegen|gen|sed|perl|checkout|restore|reset|stash|pull|merge|rebase|switch|apply|revert|cherry-pick|mv|cp|install|tidy|update|upgrade)\b/u;

/** Follows what an agent writes, and compares it with its files as they are seen later in the session. */
export class OwnEditReader {
  readonly edits: OwnEdit[] = [];
  private readonly open = new Map<string, ToolCallEvent>();
  private written: Written[] = [];
  private refused: Written[] = [];

  read(event: SessionEvent): void {
    switch (event.type) {
      case 'tool_call':
        this.open.set(event.call, event);
        break;
      case 'tool_result': {
        const call = this.open.get(event.call);
        this.open.delete(event.call);
        if (call !== undefined && !event.isError) this.readResult(call, event);
        break;
      }
      case 'feedback': {
        const call = event.call === undefined ? undefined : this.open.get(event.call);
        if (call !== undefined && event.isError) this.refused.push(...writtenBy(call));
        break;
      }
      case 'other':
        if (event.subtype === FILE_CHANGED) this.readChange(event);
        break;
      case 'user':
      case 'assistant':
      case 'outcome':
      case 'recall':
        break;
    }
  }

  /** Compares what still stood at the session's end with the files as they are, though nothing in the session read them. */
  async compareLeft(look: LookAtFile, ended: string): Promise<void> {
    if (this.written.length === 0) return;
    const latest = new Date(Date.parse(ended) + HOURS_AFTER * 3_600_000).toISOString();
    for (const [file, blocks] of groupBy(this.written, (written) => written.file)) {
      const now = await look(file, blocks[0]?.call.cwd);
      if (now === null || now.changedAt > latest) continue;
      const view = now.text.split('\n');
      for (const { lines, at, call } of blocks) {
        if (now.changedAt <= at) continue;
        for (const rewrite of editDifference(lines, view) ?? [])
          this.keep(rewrite, { file, wroteAt: at, at: now.changedAt, event: call });
      }
    }
  }

  private readResult(call: ToolCallEvent, result: ToolResultEvent): void {
    const line = shellLine(call);
    const lookup = lookupOf(call);
    if (line !== null && mayRewrite(line)) this.written = [];
    else if (lookup?.kind === 'read') this.compare(lookup.file, numberedLines(result.text), result);
    for (const written of writtenBy(call)) {
      this.settleRefusal(written, result);
      this.forgetOverwritten(call, written.file);
      this.written = [...this.written, written].slice(-MOST_WRITTEN);
    }
  }

  private readChange(event: SessionEvent): void {
    const [path = '', ...lines] = event.text.split('\n');
    const file = relativeTo(path, event.cwd);
    const gone = lines.filter((line) => line.startsWith('-')).map((line) => line.slice(1));
    const came = lines.filter((line) => line.startsWith('+')).map((line) => line.slice(1));
    if (gone.length + came.length === 0) {
      this.compare(
        file,
        lines.map((line) => line.slice(1)),
        event,
      );
      return;
    }
    const own = new Map<string, string>();
    for (const { file: where, lines: wrote, at } of this.written)
      if (where === file) for (const line of wrote) own.set(line.trim(), at);
    for (const rewrite of replacedLines(gone, came)) {
      const [first = ''] = rewrite.wrote;
      // Lines that were there before the agent came are not its own.
      if (rewrite.wrote.every((line) => own.has(line)))
        this.keep(rewrite, { file, wroteAt: own.get(first) ?? event.at, event });
    }
  }

  private compare(file: string, view: readonly string[], event: SessionEvent): void {
    if (view.length === 0) return;
    this.written = this.written.filter((written) => {
      if (written.file !== file) return true;
      const rewrites = editDifference(written.lines, view);
      for (const rewrite of rewrites ?? []) this.keep(rewrite, { file, wroteAt: written.at, event });
      return rewrites === null || rewrites.length === 0;
    });
  }

  /** What was accepted in the place of a refused edit shows what the person wanted. */
  private settleRefusal(accepted: Written, result: ToolResultEvent): void {
    const refused = this.refused.findLast(({ file }) => file === accepted.file);
    if (refused === undefined) return;
    this.refused = this.refused.filter(({ file }) => file !== accepted.file);
    for (const rewrite of replacedLines(refused.lines, accepted.lines))
      this.keep(rewrite, { file: accepted.file, wroteAt: refused.at, event: result });
  }

  /** An agent that goes over its own lines has changed them itself. */
  private forgetOverwritten(call: ToolCallEvent, file: string): void {
    const old = firstText(call.input, ['old_string', 'old_str', 'oldText', 'search']);
    const gone = new Set((old ?? '').split('\n').map((line) => line.trim()));
    this.written = this.written.filter(
      (written) => written.file !== file || (old !== null && !written.lines.some((line) => gone.has(line.trim()))),
    );
  }

  private keep(rewrite: Rewrite, { file, wroteAt, event, at = event.at }: SeenChange): void {
    const swap = codeSwapOf(rewrite);
    if (swap === null || this.edits.length >= MOST) return;
    this.edits.push({ file, ...swap, wroteAt, at, evidence: quoteEvent(event, quoteStart(event, rewrite)) });
  }
}

/** The blocks of lines that a call writes. */
function writtenBy(call: ToolCallEvent): readonly Written[] {
  const [file] = editedFiles(call);
  if (file === undefined) return [];
  const texts = Array.isArray(call.input['edits'])
    ? call.input['edits'].flatMap((edit) => (typeof edit === 'object' && edit !== null ? [edit] : []))
    : [call.input];
  return texts.flatMap((input) => {
    const text =
      'length' in input ? null : firstText(input, ['new_string', 'new_str', 'content', 'newText', 'replace']);
    return text === null ? [] : [{ file, lines: text.split('\n'), at: call.at, call }];
  });
}

/** The lines of a file as `cat -n` and agents' reading tools show them; empty for other texts. */
function numberedLines(text: string): readonly string[] {
  return [...text.matchAll(/^\s*\d+(?:→|\t)(.*)$/gmu)].map(([, line = '']) => line);
}

function mayRewrite(line: string): boolean {
  return splitCommand(line).some(({ words }) => {
    const command = normalizeCommand(words);
    const purpose = commandPurpose(command);
    return REWRITES.test(command) || (purpose === 'other' && /\b(?:run|exec)\b/u.test(command));
  });
}

function quoteStart(event: SessionEvent, { wrote, became }: Rewrite): number {
  const text = event.text.replace(/\s+/gu, ' ').trim();
  const shown = [became[0], wrote[0]].map((line) => text.indexOf((line ?? '').replace(/\s+/gu, ' ')));
  return Math.max(0, shown.find((place) => place > 0) ?? 0);
}
