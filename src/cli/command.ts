import type { Clock } from '../core/clock.ts';
import type { Dreamwright } from '../core/dreamwright.ts';

/** How `node:util` parses one option. */
export interface OptionSpecification {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
}

/** What a command of the command line is given; it never touches `process` itself. */
export interface CommandContext {
  readonly positionals: readonly string[];
  /** Text of an option, or undefined when it was not given. */
  text(option: string): string | undefined;
  flag(option: string): boolean;
  readonly json: boolean;
  readonly clock: Clock;
  /** Opens the store on first use; a command that needs none (`check`) works without one. */
  store(): Promise<Dreamwright>;
  print(text: string): void;
  /** Long work, shown on stderr when that is a terminal. */
  progress(text: string): void;
  readInput(): AsyncIterable<string>;
  /** A variable of the environment; undefined when it is not set. */
  environment(name: string): string | undefined;
  readonly signal: AbortSignal;
}

/** One command of `cli.md`. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly does: string;
  /** What may stand beside the options: nothing, names (of files, dreams, actions), or a text, which may begin with a dash. */
  readonly takes: 'nothing' | 'names' | 'text';
  readonly options: Readonly<Record<string, OptionSpecification>>;
  /** Answers the exit code. Throws {@link UsageError} for arguments that are off. */
  run(context: CommandContext): Promise<number>;
}

/** The arguments are off: exit code 2, one line that says the mend. */
export class UsageError extends Error {}

/** The work could not be done: exit code 1, one line that says what is wrong and the mend. */
export class WorkError extends Error {}
