import type { Clock } from '../core/clock.ts';
import type { Dreamwright } from '../core/dreamwright.ts';
import { errorText } from '../core/error-text.ts';
import { auditCommand } from './audit.ts';
import { checkCommand } from './check.ts';
import { type Command, UsageError } from './command.ts';
import { dreamCommand } from './dream.ts';
import { importCommand } from './import.ts';
import { memoriesCommand } from './memories.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { recallCommand } from './recall.ts';
import { redactCommand } from './redact.ts';
import { rememberCommand } from './remember.ts';
import { reviewCommand } from './review.ts';
import { sessionsCommand } from './sessions.ts';
import { statsCommand } from './stats.ts';
import { thresholdsCommand } from './thresholds.ts';
import { undoCommand } from './undo.ts';

const COMMANDS: readonly Command[] = [
  importCommand,
  sessionsCommand,
  recallCommand,
  rememberCommand,
  memoriesCommand,
  checkCommand,
  dreamCommand,
  reviewCommand,
  thresholdsCommand,
  undoCommand,
  redactCommand,
  auditCommand,
  statsCommand,
];

/** What the command line is given by its process. */
export interface Terminal {
  /** One line for stdout. */
  print(line: string): void;
  /** One line for stderr. */
  printError(line: string): void;
  /** Shows how far long work is, in the place of what it showed before; an empty line takes it away. */
  progress(line: string): void;
  readInput(): AsyncIterable<string>;
  environment(name: string): string | undefined;
  /** Opens the store that `--store` names, or the one of the working directory. */
  open(store: string | undefined, clock: Clock): Promise<Dreamwright>;
  readonly signal: AbortSignal;
}

/** Answers the exit code: 0 done, 1 the work could not be done, 2 the arguments are off. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === 'help') {
    terminal.print(help());
    return name === undefined ? 2 : 0;
  }
  try {
    const command = COMMANDS.find((candidate) => candidate.name === name);
    if (command === undefined) throw new UsageError(`"${name}" is not a command; \`dreamwright help\` lists them`);
    return await runCommand(command, rest, terminal);
  } catch (error) {
    const message = errorText(error);
    terminal.printError(`dreamwright: ${message.replace(/\s*\n\s*/gu, ' ')}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

async function runCommand(command: Command, argv: readonly string[], terminal: Terminal): Promise<number> {
  const { positionals, text, flag } = parseCommandLine(command, argv);
  const { print, progress, readInput, environment, signal } = terminal;
  if (flag('help')) {
    print(`dreamwright ${command.usage}\n\n${command.does}`);
    return 0;
  }
  const clock = parseClock(text('now'));
  let opened: Promise<Dreamwright> | undefined;
  const store = (): Promise<Dreamwright> => {
    opened ??= terminal.open(text('store'), clock);
    return opened;
  };
  try {
    return await command.run({
      positionals,
      text,
      flag,
      json: flag('json'),
      clock,
      store,
      print,
      progress,
      readInput,
      environment,
      signal,
    });
  } finally {
    progress('');
    if (opened) await opened.then((dreamwright) => takeLeave(dreamwright, terminal)).catch(() => undefined);
  }
}

/** Tells what was found damaged and mended, then closes the store. */
async function takeLeave(dreamwright: Dreamwright, { printError }: Terminal): Promise<void> {
  for (const notice of await dreamwright.notices()) printError(`dreamwright: ${notice}`);
  await dreamwright.close();
}

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, does }) => `  ${name.padEnd(width)}  ${does}`);
  return `dreamwright COMMAND [--store DIR] [--json] [--now ISO]\n\n${lines.join('\n')}\n\n\`dreamwright COMMAND --help\` shows a command's arguments.\nA date such as 2026-01-31 is that whole day on the calendar of this machine: --until and --as-of reach through its end.`;
}

function parseClock(text: string | undefined): Clock {
  if (text === undefined) return () => new Date();
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError('--now is a time such as 2026-01-31T12:00:00Z');
  return () => new Date(time);
}
