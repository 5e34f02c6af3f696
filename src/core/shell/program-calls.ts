import { splitCommand } from './split-command.ts';

/** A program and its arguments, as a shell line runs it. */
export interface ProgramCall {
  /** Without folder and `.exe`, in lower case. */
  readonly program: string;
  readonly words: readonly string[];
  readonly isPiped: boolean;
}

const WRAPPERS = new Set(
  'sudo doas env command exec builtin time nice nohup timeout stdbuf xargs watch caffeinate then do else elif if while until coproc ! { ('.split(
    ' ',
  ),
);
/** Flags of wrappers that take the next word. */
const VALUED: Readonly<Record<string, RegExp>> = {
  env: /^-[uC]$/u,
  exec: /^-a$/u,
  nice: /^-n$/u,
  stdbuf: /^-[ioe]$/u,
  time: /^-[fo]$/u,
  timeout: /^-[sk]$/u,
  watch: /^-n$/u,
  xargs: /^-[IanPLdEs]$/u,
};
const SHELLS = new Set('sh bash zsh dash ksh fish eval source .'.split(' '));
/** Deeper nesting than this is no honest command; its text is taken for a program. */
const DEEPEST = 6;

/** Every program that a line runs: in lists, pipes and substitutions, under wrappers, shells, `xargs` and `find -exec`. */
export function programCalls(line: string, depth = 0): readonly ProgramCall[] {
  if (depth > DEEPEST) return [{ program: line, words: [], isPiped: false }];
  const inner = substitutions(line).flatMap((text) => programCalls(text, depth + 1));
  const own = splitCommand(line).flatMap(({ words, joiner }) => callsOf(words, joiner === 'pipe', depth));
  return [...own, ...inner];
}

function callsOf(segment: readonly string[], isPiped: boolean, depth: number): readonly ProgramCall[] {
  const at = segment.findIndex((word) => !/^\w+=/u.test(word));
  const [first = '', ...words] = at < 0 ? [] : segment.slice(at);
  if (first === '') return [];
  const program = first
    .replace(/^\(+/u, '')
    .replace(/^.*[\\/]/u, '')
    .replace(/\.exe$/iu, '')
    .toLowerCase();
  const call = { program, words, isPiped };
  if (WRAPPERS.has(program)) {
    const start = words.findIndex(
      (word, index) => !/^-|^\w+=|^\d+[smhd]?$/u.test(word) && !VALUED[program]?.test(words[index - 1] ?? ''),
    );
    return [call, ...(start < 0 ? [] : callsOf(words.slice(start), isPiped, depth))];
  }
  if (SHELLS.has(program)) {
    const script = words
      .filter((word) => !word.startsWith('-'))
      .join(' ')
      .replace(/\\(["\\$`])/gu, '$1');
    return [call, ...(script === '' ? [] : programCalls(script, depth + 1))];
  }
  const exec = words.findIndex((word) => /^-(?:exec|execdir|ok|okdir)$/u.test(word));
  if (program === 'find' && exec >= 0) return [call, ...callsOf(words.slice(exec + 1), isPiped, depth + 1)];
  return [call];
}

/** What stands in `$(…)`, backticks and `<(…)`, wherever; the innermost comes out by itself. */
function substitutions(line: string): readonly string[] {
  const found: string[] = [];
  for (const match of line.matchAll(/\$\(|[<>]\(/gu)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    while (end < line.length && depth > 0) {
      if (line[end] === '(') depth += 1;
      if (line[end] === ')') depth -= 1;
      end += 1;
    }
    found.push(line.slice(start, depth === 0 ? end - 1 : end));
  }
  for (const match of line.matchAll(/`([^`]+)`/gu)) found.push(match[1] ?? '');
  return found;
}
