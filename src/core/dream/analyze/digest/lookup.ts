import { collapseWhiteSpace } from '../../../evidence.ts';
import type { ToolCallEvent } from '../../../sessions/event.ts';
import { firstText, relativeTo, shellLine } from '../../../sessions/tool-input.ts';
import { splitCommand } from '../../../shell/split-command.ts';

/** A look into the workspace: a search for something, or the reading of a file or of a part of it. */
export type Lookup =
  | { readonly kind: 'search'; readonly query: string; readonly key: string }
  | { readonly kind: 'read'; readonly file: string; readonly key: string };

const SEARCH_TOOL =
  /^(?:grep|grep_search|search|search_files|search_file_content|codebase_search|file_search|search_text|glob|find_path|list_code_usages|ripgrep)$/iu;
const READ_TOOL = /^(?:read|read_file|view|view_file|open_file|cat|notebookread|read_many_files)$/iu;
const LONGEST_QUERY = 80;

/** What a tool call looks for; null for calls that do more than look, or look elsewhere. */
export function lookupOf(call: ToolCallEvent): Lookup | null {
  const key = `${call.tool} ${JSON.stringify(call.input)}`;
  if (SEARCH_TOOL.test(call.tool)) {
    const query = firstText(call.input, ['pattern', 'query', 'regex', 'search', 'glob', 'symbol']);
    return query === null ? null : search(query, key);
  }
  if (READ_TOOL.test(call.tool)) {
    const file = firstText(call.input, ['file_path', 'path', 'filePath', 'absolute_path', 'notebook_path', 'file']);
    return file === null ? null : { kind: 'read', file: relativeTo(file, call.cwd), key };
  }
  const line = shellLine(call);
  return line === null ? null : shellLookup(line, call.cwd);
}

function search(query: string, key: string): Lookup {
  return { kind: 'search', query: collapseWhiteSpace(query).slice(0, LONGEST_QUERY), key };
}

/** A shell line that does nothing but search or show one file. */
function shellLookup(line: string, cwd: string | undefined): Lookup | null {
  const [first, ...rest] = splitCommand(line).filter(({ words }) => words[0] !== 'cd');
  if (first === undefined || rest.some(({ joiner }) => joiner !== 'pipe')) return null;
  const [program = '', ...words] = first.words;
  const plain = words.filter((word) => !word.startsWith('-'));
  const key = collapseWhiteSpace(line);
  if (/^(?:grep|egrep|rg|ag)$/u.test(program) || (program === 'git' && plain[0] === 'grep')) {
    const query = program === 'git' ? plain[1] : plain[0];
    return query === undefined ? null : search(query, key);
  }
  if (/^(?:find|fd)$/u.test(program)) {
    const named = /-i?name (?:"([^"]+)"|'([^']+)'|(\S+))/u.exec(line);
    const query = named?.[1] ?? named?.[2] ?? named?.[3];
    return query === undefined ? null : search(query, key);
  }
  if (!/^(?:cat|head|tail|less|bat|sed|nl)$/u.test(program)) return null;
  const file = plain.at(-1);
  const isFile = file !== undefined && /^[\w./~-]+\.\w{1,8}$/u.test(file) && !words.includes('-i');
  return isFile ? { kind: 'read', file: relativeTo(file, cwd), key } : null;
}
