import { assertNever } from '../../assert-never.ts';
import { resultOrigin } from '../../sessions/result-origin.ts';
import { commandDangers } from '../permission/command-dangers.ts';
import { CommandOutput } from './command-output.ts';
import { cutText } from './cut-text.ts';
import { locatePath } from './located-path.ts';
import type { Tool, ToolContext, ToolOutcome } from './tool.ts';
import { inputSchema, optional, readInput, text, wholeNumber } from './tool-input.ts';
import type { CommandEnd } from './workspace-port.ts';

const SHOWN_CHARACTERS = 30_000;
const DEFAULT_SECONDS = 120;
const MOST_SECONDS = 3_600;

const INPUT = {
  command: text('The command line, for the shell.'),
  folder: optional(text('Folder to run it in, relative to the workspace; the workspace itself when left out.'), '.'),
  timeout_seconds: optional(
    wholeNumber(`After how many seconds it is stopped; ${DEFAULT_SECONDS} when left out, ${MOST_SECONDS} at most.`),
    DEFAULT_SECONDS,
  ),
};

export const runCommandTool: Tool = {
  name: 'run_command',
  description:
    'Runs a command in a terminal of the workspace and answers with its exit code and output. It must end by itself and ask nothing: no editors, pagers, servers or watchers.',
  inputSchema: inputSchema(INPUT),
  plan: async (input, context) => {
    const read = readInput(INPUT, input);
    if (read.kind === 'invalid') return read;
    const { command, folder, timeout_seconds: seconds } = read.values;
    if (command.trim() === '') return { kind: 'invalid', message: '"command" is empty.' };
    const { place, dangers } = await locatePath(folder, context);
    const timeoutSeconds = Math.min(Math.max(seconds, 1), MOST_SECONDS);
    return {
      kind: 'plan',
      title: `run ${command}`,
      effect: 'run',
      changes: true,
      subject: command,
      dangers: [...dangers, ...(await commandDangers(command, place.path, context.workspace))],
      run: async (signal, onOutput) => {
        const output = new CommandOutput();
        const heard = (piece: string): void => {
          output.add(piece);
          onOutput(piece);
        };
        const request = { command, folder: place.path, timeoutSeconds };
        const end = await context.workspace.runCommand(request, heard, signal);
        return commandOutcome(end, output.text(), timeoutSeconds, context);
      },
    };
  },
};

function commandOutcome(
  end: CommandEnd,
  printed: string,
  seconds: number,
  { event, outputs }: Pick<ToolContext, 'event' | 'outputs'>,
): ToolOutcome {
  const origin = resultOrigin(event);
  const hint =
    printed.length <= SHOWN_CHARACTERS
      ? ''
      : `All of it is kept: read_file with the path ${outputs.keep({ text: printed, origin })}`;
  const shown = cutText(printed.trimEnd(), SHOWN_CHARACTERS, hint);
  const { line, summary, isError } = endLine(end, seconds);
  return { text: shown === '' ? line : `${line}\n${shown}`, isError, origin, summary, detail: shown };
}

function endLine(end: CommandEnd, seconds: number): { line: string; summary: string; isError: boolean } {
  switch (end.kind) {
    case 'exited': {
      const { exitCode } = end;
      const summary = exitCode === null ? 'ended' : `exit ${exitCode}`;
      const line = exitCode === null ? 'Ended; the shell does not tell the exit code.' : `Exit code ${exitCode}.`;
      return { line, summary, isError: exitCode !== null && exitCode !== 0 };
    }
    case 'timed-out':
      return {
        line: `It had not ended after ${seconds} seconds and was stopped. Give it more time with timeout_seconds, or ask the person to start what is meant to run on.`,
        summary: 'timed out',
        isError: true,
      };
    case 'stopped':
      return { line: 'The person stopped it.', summary: 'stopped', isError: true };
    case 'not-started':
      return { line: `It could not be started: ${end.message}`, summary: 'not started', isError: true };
    default:
      return assertNever(end);
  }
}
