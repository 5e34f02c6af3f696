import { normalizeCommand } from '../shell/normalize-command.ts';
import { splitCommand } from '../shell/split-command.ts';
import type { GraphNode } from './graph.ts';

/** Mentions kept of one text; what it is about stands in its first lines. */
const MOST = 16;
const LONGEST_TEXT = 8_000;
const LONGEST_NAME = 120;

const URL = /\bhttps?:\/\/\S+/gu;
const CODE = /```[^\n]*\n([\s\S]*?)(?:```|$)|`([^`\n]{2,200})`/gu;
const WORD = /[\w@./-]{3,}/gu;
const FILE =
  /^(?:(?:[\w@.-]+\/)*[\w@.-]*\w\.(?:[cm]?[jt]sx?|py|rs|go|java|kt|rb|php|cs|cpp|cc|hpp|swift|sh|sql|json|jsonc|toml|ya?ml|md|mdx|html|s?css|vue|svelte|lock|env|ini|cfg|xml|proto|tf|gradle)|(?:[\w@.-]+\/){2,}[\w@.-]*\w|(?:[\w@.-]+\/)*(?:Makefile|Dockerfile|Justfile|Procfile))$/u;
const ERROR =
  /^(?:(?:TS|CS|SQLITE_|ERR_|RUSTSEC-|CVE-)[A-Z\d_-]{3,}|E(?:ACCES|ADDRINUSE|AGAIN|BUSY|CONNREFUSED|CONNRESET|EXIST|INVAL|ISDIR|MFILE|NOENT|NOMEM|NOSPC|NOTDIR|NOTEMPTY|NOTFOUND|PERM|PIPE|RESOLVE|RR_\w+|TIMEDOUT)|E\d{4}|[A-Z]\w+(?:Error|Exception))$/u;
const SYMBOL = /^(?:[a-z][a-z\d]*(?:[A-Z][A-Za-z\d]*)+|(?:[A-Z][a-z\d]+){2,}|[A-Za-z][A-Za-z\d]*(?:_[A-Za-z\d]+)+)$/u;
/** Most words are plain ones, and a quick look tells. */
const MAY_BE_NAME = /[_./\d]|[a-z][A-Z]|[A-Z]{4}|file$|Error$/u;
/** A line that begins like a command: a program in small letters, then something to do. */
const COMMAND_LINE = /^(?:\$\s+)?(?:[A-Z_]+=\S+ )*[a-z][\w.+-]*(?: +\S+)+$/u;
/** Commands that every session runs, whatever it is about. */
const LOOKING_AROUND = /^(?:cd|ls|pwd|echo|cat|head|tail|sleep|export|true|which|mkdir|grep|rg|find|sed|awk|wc)\b/u;
/** Words that begin a piece of quoted prose rather than a command. */
const PROSE = /^(?:a|an|the|if|to|in|on|of|or|and|is|are|not|no|for|with|from|this|that|it|we|you|i)\b/u;

/** The files, commands, symbols and errors that a text names, each once; the same text names the same. */
export function findMentions(text: string): readonly GraphNode[] {
  const found = new Map<string, GraphNode>();
  const add = (kind: GraphNode['kind'], name: string): void => {
    if (found.size < MOST && name.length <= LONGEST_NAME) found.set(`${kind} ${name}`, { kind, name });
  };
  let rest = text.slice(0, LONGEST_TEXT);
  if (rest.includes('://')) rest = rest.replace(URL, ' ');
  if (rest.includes('`')) {
    for (const [, block, span] of rest.matchAll(CODE)) {
      for (const line of (block ?? span ?? '').split('\n'))
        for (const name of commandsIn(line.trim())) add('command', name);
    }
  }
  for (const [word] of rest.matchAll(WORD)) if (MAY_BE_NAME.test(word)) addNames(word, add);
  return [...found.values()];
}

function addNames(word: string, add: (kind: GraphNode['kind'], name: string) => void): void {
  const whole = word.replace(/[./-]+$/u, '');
  if (whole.length > LONGEST_NAME) return;
  if (FILE.test(fileName(whole))) {
    add('file', fileName(whole));
    return;
  }
  if (ERROR.test(whole)) {
    add('error', whole);
    return;
  }
  for (const part of whole.split(/[@./-]+/u)) {
    if (ERROR.test(part)) add('error', part);
    else if (part.length > 3 && SYMBOL.test(part)) add('symbol', part);
  }
}

/** The commands that a shell line runs, each as a person would type it without what varies. */
export function commandsIn(line: string): readonly string[] {
  if (line.length > 500 || !COMMAND_LINE.test(line) || PROSE.test(line)) return [];
  return splitCommand(line.replace(/^\$\s+/u, ''))
    .map(({ words }) => normalizeCommand(words))
    .filter((name) => name !== '' && !LOOKING_AROUND.test(name));
}

/** A file as it is named everywhere: without `./` before it. */
export function fileName(file: string): string {
  return file.replace(/^(?:\.\/)+/u, '');
}
