import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { auditCommand } from './cli/audit.ts';
import { checkCommand } from './cli/check.ts';
import { type Command, type CommandContext, UsageError } from './cli/command.ts';
import { dreamCommand } from './cli/dream.ts';
import { importCommand } from './cli/import.ts';
import { memoriesCommand } from './cli/memories.ts';
import { recallCommand } from './cli/recall.ts';
import { rememberCommand } from './cli/remember.ts';
import { reviewCommand } from './cli/review.ts';
import { sessionsCommand } from './cli/sessions.ts';
import { statsCommand } from './cli/stats.ts';
import { undoCommand } from './cli/undo.ts';
import type { Clock } from './core/clock.ts';
import type { Dreamwright } from './core/dreamwright.ts';
import { loadMeanings } from './embedding/load-meanings.ts';
import { openDreamwright } from './open-dreamwright.ts';
import { locateStore } from './store/locate-store.ts';

const COMMANDS: readonly Command[] = [
  importCommand,
  sessionsCommand,
  recallCommand,
  rememberCommand,
  memoriesCommand,
  checkCommand,
  dreamCommand,
  reviewCommand,
  undoCommand,
  auditCommand,
  statsCommand,
];

function help(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length));
  const lines = COMMANDS.map(({ name, does }) => `  ${name.padEnd(width)}  ${does}`);
  return `dreamwright COMMAND [--store DIR] [--json] [--now ISO]\n\n${lines.join('\n')}\n\n\`dreamwright COMMAND --help\` shows a command's arguments.`;
}

function parseClock(text: string | undefined): Clock {
  if (text === undefined) return () => new Date();
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError('--now is a time such as 2026-01-31T12:00:00Z');
  return () => new Date(time);
}

function parse(command: Command, argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        ...command.options,
        store: { type: 'string' },
        json: { type: 'boolean' },
        now: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : String(error)}. Usage: dreamwright ${command.usage}`,
    );
  }
}

async function runCommand(command: Command, argv: readonly string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parse(command, argv);
  const print = (text: string): void => void process.stdout.write(`${text}\n`);
  if (values['help'] === true) {
    print(`dreamwright ${command.usage}\n\n${command.does}`);
    return 0;
  }
  const text = (option: string): string | undefined => {
    const value = values[option as keyof typeof values];
    return typeof value === 'string' ? value : undefined;
  };
  const clock = parseClock(text('now'));
  let opened: Promise<Dreamwright> | undefined;
  const context: CommandContext = {
    positionals,
    text,
    flag: (option) => values[option as keyof typeof values] === true,
    json: values['json'] === true,
    clock,
    store: () => {
      opened ??= openDreamwright(locateStore({ argument: text('store') }), {
        clock,
        meanings: loadMeanings('complete'),
      });
      return opened;
    },
    print,
    progress: (line) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`);
    },
    readInput: () => createInterface({ input: process.stdin, crlfDelay: Infinity }),
    signal,
  };
  try {
    return await command.run(context);
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
    if (opened) await opened.then((dreamwright) => dreamwright.close()).catch(() => undefined);
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === 'help') {
    process.stdout.write(`${help()}\n`);
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((candidate) => candidate.name === name);
  if (command === undefined) throw new UsageError(`"${name}" is not a command; \`dreamwright help\` lists them`);
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return runCommand(command, rest, controller.signal);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`dreamwright: ${message.replace(/\s*\n\s*/gu, ' ')}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
