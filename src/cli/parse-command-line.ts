import { parseArgs } from 'node:util';
import { errorText } from '../core/error-text.ts';
import { type Command, type OptionSpecification, UsageError } from './command.ts';

/** Options of every command. */
const COMMON_OPTIONS: Readonly<Record<string, OptionSpecification>> = {
  store: { type: 'string' },
  json: { type: 'boolean' },
  now: { type: 'string' },
  help: { type: 'boolean' },
};

export interface CommandLine {
  readonly positionals: readonly string[];
  /** Text of an option, or undefined when it was not given. */
  text(option: string): string | undefined;
  flag(option: string): boolean;
}

/** The arguments of a command; throws {@link UsageError} for what it does not take. */
export function parseCommandLine(command: Command, argv: readonly string[]): CommandLine {
  const options = { ...command.options, ...COMMON_OPTIONS };
  const args = command.takes === 'text' ? partText(argv, options) : [...argv];
  const { values, positionals } = parse(command, args, options);
  if (command.takes === 'nothing' && positionals.length > 0) {
    throw new UsageError(`${command.name} does not take "${positionals[0]}". Usage: dreamwright ${command.usage}`);
  }
  return {
    positionals,
    text: (option) => {
      const value = values[option];
      return typeof value === 'string' ? value : undefined;
    },
    flag: (option) => values[option] === true,
  };
}

function parse(command: Command, args: string[], options: Readonly<Record<string, OptionSpecification>>) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    const message = errorText(error);
    throw new UsageError(`${message.replace(/\.$/u, '')}. Usage: dreamwright ${command.usage}`);
  }
}

/**
 * Puts the text that a command takes behind `--`, so that it may begin with a dash, such as the question `--no-verify`.
 * An unknown option beside a text is a slip of the pen, and stays where it is.
 */
function partText(argv: readonly string[], options: Readonly<Record<string, OptionSpecification>>): string[] {
  const known: string[] = [];
  const texts: string[] = [];
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '--') {
      texts.push(...argv.slice(index + 1));
      break;
    }
    const option = optionOf(argument, options);
    if (option === undefined) {
      texts.push(argument);
      continue;
    }
    known.push(argument);
    const value = argv[index + 1];
    if (option === 'value follows' && value !== undefined) {
      known.push(value);
      index += 1;
    }
  }
  const isSlip = texts.length > 1 && texts.some((text) => /^-\S+$/u.test(text)) && !argv.includes('--');
  return isSlip ? [...argv] : [...known, '--', ...texts];
}

function optionOf(
  argument: string,
  options: Readonly<Record<string, OptionSpecification>>,
): 'value follows' | 'complete' | undefined {
  const [, dashes, name = '', value] = /^(--?)([^=]+)(=.*)?$/su.exec(argument) ?? [];
  const specification =
    dashes === '--'
      ? Object.entries(options).find(([long]) => long === name)?.[1]
      : dashes === '-'
        ? Object.values(options).find(({ short }) => short === name.charAt(0))
        : undefined;
  if (specification === undefined) return undefined;
  const isGlued = value !== undefined || (dashes === '-' && name.length > 1);
  return specification.type === 'string' && !isGlued ? 'value follows' : 'complete';
}
