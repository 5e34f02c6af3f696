import { collapseWhiteSpace, quoteEvent } from '../../../evidence.ts';
import type { SessionEvent, ToolCallEvent, ToolResultEvent, UserEvent } from '../../../sessions/event.ts';
import { shellLine } from '../../../sessions/tool-input.ts';
import { normalizeCommand } from '../../../shell/normalize-command.ts';
import { splitCommand } from '../../../shell/split-command.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { commandOutcomes } from './command-outcome.ts';
import type { CommandRun } from './digest.ts';
import { blamedFiles, blamedRules, echoedCommand, errorSignature } from './failure-output.ts';

/** Follows the shell commands of one session: what was run where, and what became of it. */
export class CommandReader {
  readonly runs: CommandRun[] = [];
  /** Where the session began. */
  private root = '';
  private readonly failing = new Set<string>();
  private readonly unremarkable = new Set<CommandRun>();

  /** The runs, with evidence only of those that failed or followed a failure. */
  told(): readonly CommandRun[] {
    return this.runs.map((run) =>
      this.unremarkable.has(run) ? { ...run, evidence: { ...run.evidence, event: '', quote: '' } } : run,
    );
  }

  readPlace(event: SessionEvent): void {
    if (this.root === '') this.root = event.cwd ?? '';
  }

  /** A person who writes that a command fails has run it. */
  readReport(event: UserEvent, index: number): void {
    const told =
      /[`"]([^`"\n]{3,80})[`"] (?:still |now |always )?(?:fails|failed|is failing|does not pass|doesn't pass)\b/u.exec(
        event.text,
      );
    const command = normalizeCommand(splitCommand(told?.[1] ?? '')[0]?.words ?? []);
    if (told === null || command === '' || commandPurpose(command) === 'inspect') return;
    const start = collapseWhiteSpace(event.text).indexOf(collapseWhiteSpace(told[0]));
    this.runs.push({
      ...{
        index,
        command,
        form: '',
        inner: '',
        failed: true,
        signature: '',
        rules: [],
        files: [],
        at: event.at,
        ranBy: 'person',
      },
      evidence: quoteEvent(event, Math.max(0, start)),
    });
  }

  readResult(call: ToolCallEvent, index: number, result: ToolResultEvent): void {
    const line = shellLine(call);
    if (line === null) return;
    const place = { root: this.root, folder: call.cwd ?? this.root };
    for (const outcome of commandOutcomes(line, result, place)) {
      const { command, form, failed } = outcome;
      const tells = failed || this.failing.has(command);
      if (failed) this.failing.add(command);
      else this.failing.delete(command);
      const start = failed ? collapseWhiteSpace(result.text).indexOf(collapseWhiteSpace(outcome.line)) : 0;
      const echoed = splitCommand(echoedCommand(result.text, command.slice(command.lastIndexOf(' ') + 1)));
      const run: CommandRun = {
        index,
        command,
        form: form === command ? '' : form,
        inner: normalizeCommand(echoed[0]?.words ?? []),
        failed,
        signature: failed ? errorSignature(outcome.line) : '',
        rules: failed ? blamedRules(result.text) : [],
        files: failed ? blamedFiles(result.text) : [],
        at: result.at,
        ranBy: call.origin === 'user' ? 'person' : 'agent',
        evidence: quoteEvent(result, Math.max(0, start)),
      };
      this.runs.push(run);
      if (!tells) this.unremarkable.add(run);
    }
  }
}
