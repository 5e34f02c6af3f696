import { closingParenthesis } from './closing-sign.ts';
import { readsHereDocument, withoutQuotedHereDocuments } from './here-documents.ts';
import { splitCommand } from './split-command.ts';

/** A program and its arguments, as a shell line runs it. */
export interface ProgramCall {
  /** Without folder and `.exe`, in lower case. */
  readonly program: string;
  readonly words: readonly string[];
  readonly isPiped: boolean;
}

const WRAPPERS = new Set(
  'sudo doas env command exec builtin time nice nohup timeout stdbuf xargs watch caffeinate npx pnpx bunx then do else elif if while until coproc ! { ('.split(
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
  npx: /^(?:-p|--package|-c|--call)$/u,
  watch: /^-n$/u,
  xargs: /^-[IanPLdEs]$/u,
};
/** Package managers that run any program of a package. */
const RUNNERS: Readonly<Record<string, RegExp>> = {
  npm: /^(?:exec|x)$/u,
  pnpm: /^(?:exec|dlx)$/u,
  yarn: /^(?:exec|dlx)$/u,
  bun: /^x$/u,
};
/** Whether a call runs a program of a package, which is a call of its own. */
export function runsPackage({ program, words }: ProgramCall): boolean {
  if (/^(?:npx|pnpx|bunx)$/u.test(program)) return true;
  return Object.hasOwn(RUNNERS, program) && RUNNERS[program]?.test(words[0] ?? '') === true;
}

const SHELLS = new Set('sh bash zsh dash ksh fish eval source .'.split(' '));
/** Deeper nesting than this is no honest command; its text is taken for a program. */
const DEEPEST = 6;
const MOST_FRAMES = 12;
const SHELL = /(?:^|[\s(/])(?:ba|z|da|k|fi)?sh\b/u;

/** Every program that a line runs: in lists, pipes and substitutions, under wrappers, shells, `xargs` and `find -exec`. */
export function programCalls(line: string, depth = 0): readonly ProgramCall[] {
  if (depth > DEEPEST) return [{ program: line, words: [], isPiped: false }];
  const lines = readsHereDocument(line, SHELL) ? [line, ...line.split('\n').slice(1)] : [line];
  const own = lines
    .flatMap(splitCommand)
    .flatMap(({ words, joiner }) => callsOf(words, { isPiped: joiner === 'pipe', depth, frames: 0 }));
  return [...own, ...substitutions(line).flatMap((text) => programCalls(text, depth + 1))];
}

interface Standing {
  readonly isPiped: boolean;
  readonly depth: number;
  /** How many wrappers and `find`s it stands in. */
  readonly frames: number;
}

function callsOf(segment: readonly string[], standing: Standing): readonly ProgramCall[] {
  const { isPiped, depth, frames } = standing;
  if (frames > MOST_FRAMES) return [{ program: segment.join(' '), words: [], isPiped }];
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
    return [call, ...(start < 0 ? [] : callsOf(words.slice(start), { ...standing, frames: frames + 1 }))];
  }
  if (SHELLS.has(program)) {
    const script = words
      .filter((word) => !word.startsWith('-'))
      .join(' ')
      .replace(/\\(["\\$`])/gu, '$1');
    return [call, ...(script === '' ? [] : programCalls(script, depth + 1))];
  }
  if (runsPackage(call)) {
    const start = words.findIndex((word, index) => index > 0 && !word.startsWith('-'));
    return [call, ...(start < 0 ? [] : callsOf(words.slice(start), { ...standing, frames: frames + 1 }))];
  }
  const exec = words.findIndex((word) => /^-(?:exec|execdir|ok|okdir)$/u.test(word));
  if (program === 'find' && exec >= 0)
    return [call, ...callsOf(words.slice(exec + 1), { ...standing, frames: frames + 1 })];
  return [call];
}

/** What stands in `$(…)`, backticks and `<(…)`; what is nested comes out of the outer one. */
function substitutions(line: string): readonly string[] {
  const text = withoutQuotedHereDocuments(line);
  const found: string[] = [];
  const opening = /\$\(|[<>]\(/gu;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    const end = closingParenthesis(text, opening.lastIndex - 1);
    found.push(text.slice(opening.lastIndex, end));
    opening.lastIndex = end;
  }
  for (const match of text.matchAll(/`([^`]+)`/gu)) found.push(match[1] ?? '');
  return found;
}
