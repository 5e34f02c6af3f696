import { type Evidence, quoteEvent } from '../../../evidence.ts';
import type { ToolCallEvent, ToolResultEvent } from '../../../sessions/event.ts';
import { editedFiles, firstText, relativeTo, shellLine } from '../../../sessions/tool-input.ts';
import { errorSignature, failureLine, isRefusedByPerson } from './failure-output.ts';
import { lookupOf } from './lookup.ts';

/** A call of a tool other than the shell that failed. */
export interface MissedCall {
  /** A path that is not there, a name that nothing has (of an agent, a skill, a tool), or another failure of a tool. */
  readonly kind: 'path' | 'name' | 'other';
  readonly tool: string;
  /** The path or the name; for another failure what the tool said, masked. */
  readonly subject: string;
  /** What was found instead soon after; empty when nothing like it was. */
  readonly instead: string;
  readonly at: string;
  readonly evidence: Evidence;
}

/** Calls after a miss within which something like it counts as what was meant. */
const STEPS = 8;
const MOST = 30;
const QUOTED = 120;
const NO_SUCH_PATH = /\b(?:does not exist|no such file|not found|ENOENT|cannot find|could not find)\b/iu;
const NO_SUCH_NAME =
  /\b(?:agent type|agent|skill|subagent|tool) ['"`“]?([\w.:/-]+)['"`”]? (?:not found|does not exist|is (?:unknown|not available))|\bunknown (?:agent|skill|subagent|tool)(?: type)?:? ['"`“]?([\w.:/-]+)/iu;
const NAMES = ['subagent_type', 'agent', 'agent_type', 'skill', 'name'];
const PATHS = ['file_path', 'path', 'filePath', 'absolute_path', 'notebook_path', 'file'];

/** Follows the calls of tools other than the shell that failed, and what was found in the place of what is not there. */
export class MissReader {
  readonly misses: MissedCall[] = [];
  private calls = 0;
  private open: { readonly place: number; readonly index: number }[] = [];

  read(call: ToolCallEvent, result: ToolResultEvent): void {
    this.calls += 1;
    if (!result.isError) this.settle(call);
    else if (!isRefusedByPerson(result.text)) this.keep(call, result);
  }

  private keep(call: ToolCallEvent, result: ToolResultEvent): void {
    const miss = missOf(call, result.text);
    if (miss === null || this.misses.length >= MOST) return;
    const evidence = quoteEvent(result);
    const quote = Array.from(evidence.quote).slice(0, QUOTED).join('').trim();
    if (miss.kind !== 'other') this.open.push({ place: this.misses.length, index: this.calls });
    this.misses.push({ ...miss, tool: call.tool, instead: '', at: result.at, evidence: { ...evidence, quote } });
  }

  /** The first thing found after a miss that is called like it. */
  private settle(call: ToolCallEvent): void {
    const found = [...editedFiles(call), ...pathsOf(call), firstText(call.input, NAMES) ?? ''].filter(
      (name) => name !== '',
    );
    this.open = this.open.filter(({ place, index }) => {
      const miss = this.misses[place];
      if (miss === undefined || this.calls - index > STEPS) return false;
      const instead = found.find((name) => name !== miss.subject && isLike(name, miss.subject));
      if (instead !== undefined) this.misses[place] = { ...miss, instead };
      return instead === undefined;
    });
  }
}

function missOf(call: ToolCallEvent, output: string): Pick<MissedCall, 'kind' | 'subject'> | null {
  const text = output.replace(/<\/?tool_use_error>/gu, '');
  const [, first, second] = NO_SUCH_NAME.exec(text) ?? [];
  const name = first ?? second;
  if (name !== undefined && isCalled(call, name)) return { kind: 'name', subject: name };
  const [path] = pathsOf(call);
  const isLook = editedFiles(call).length === 0 && path !== undefined;
  if (isLook && NO_SUCH_PATH.test(text)) return { kind: 'path', subject: path };
  return shellLine(call) === null ? { kind: 'other', subject: errorSignature(failureLine(text)) } : null;
}

/** Whether the agent itself said the name: what only a result says is a tool's word, and becomes no memory. */
function isCalled({ tool, input }: ToolCallEvent, name: string): boolean {
  return tool === name || Object.values(input).includes(name);
}

/** Where a call looks, within the working directory; none for a path elsewhere. */
function pathsOf(call: ToolCallEvent): readonly string[] {
  const lookup = lookupOf(call);
  const named = shellLine(call) === null ? firstText(call.input, PATHS) : null;
  const path = lookup?.kind === 'read' ? lookup.file : named === null ? null : relativeTo(named, call.cwd);
  return path === null || /^(?:\/|~|[A-Za-z]:|\.\.)/u.test(path) ? [] : [path.replace(/\/$/u, '')];
}

/** The same name in another place, or a longer one that holds it: `a/b.ts` and `c/b.ts`, `commit` and `commit_hooks.go`. */
function isLike(found: string, missed: string): boolean {
  const [name, other] = [found, missed].map((path) => path.slice(path.lastIndexOf('/') + 1).toLowerCase());
  if (name === undefined || other === undefined || other.length < 4) return false;
  return name === other || name.startsWith(other.replace(/\.\w+$/u, '')) || name.endsWith(`:${other}`);
}
