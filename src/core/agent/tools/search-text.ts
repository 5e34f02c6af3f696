import { isDependencyPath } from '../../sessions/dependency-path.ts';
import { isSecretFile } from '../permission/secret-files.ts';
import { locatePath } from './located-path.ts';
import type { Tool } from './tool.ts';
import { claim, inputSchema, optional, readInput, text } from './tool-input.ts';
import type { TextMatch } from './workspace-port.ts';

const MOST_MATCHES = 200;
const LONGEST_LINE = 300;

const INPUT = {
  pattern: text('A regular expression, as ripgrep reads it.'),
  path: optional(text('Folder or file to search, relative to the workspace; all of it when left out.'), '.'),
  glob: optional(text('Only files that match it, such as *.ts.')),
  case_sensitive: optional(claim('Tell upper and lower case apart.'), false),
};

export const searchTextTool: Tool = {
  name: 'search_text',
  description:
    'Searches the text of files and shows the matching lines as path:line: text. Files that git ignores are left out.',
  inputSchema: inputSchema(INPUT),
  isParallel: true,
  plan: async (input, context) => {
    const read = readInput(INPUT, input);
    if (read.kind === 'invalid') return read;
    const { pattern, path, glob, case_sensitive: isCaseSensitive } = read.values;
    const { place, dangers } = await locatePath(path, context);
    const where = place.path === '.' ? '' : ` in ${place.path}`;
    return {
      kind: 'plan',
      title: `search ${JSON.stringify(pattern.slice(0, 80))}${where}`,
      effect: 'read',
      changes: false,
      subject: place.path,
      dangers,
      run: async (signal) => {
        const query = {
          pattern,
          path: place.path,
          isCaseSensitive,
          limit: MOST_MATCHES,
          ...(glob !== undefined && { glob }),
        };
        const answer = await context.workspace.searchText(query, signal);
        if (answer.kind === 'invalid') {
          return { text: answer.message, isError: true, origin: 'assistant', summary: 'not searched' };
        }
        const { matches, isCut } = answer;
        const isShown = ({ path: file }: TextMatch): boolean => !isSecretFile(file) || file === place.path;
        const lines = matches.filter(isShown).map(({ path: file, line, text: content }) => {
          const cut = content.length > LONGEST_LINE ? `${content.slice(0, LONGEST_LINE)}…` : content;
          return `${file}:${line}: ${cut}`;
        });
        const notes = [
          ...(isCut ? [`[Only the first ${MOST_MATCHES} matches. Narrow the pattern, the path or the glob.]`] : []),
          ...hiddenNote(matches.filter((match) => !isShown(match))),
        ];
        return {
          text: [lines.length === 0 ? 'Nothing matches.' : lines.join('\n'), ...notes].join('\n'),
          isError: false,
          origin: matches.some(({ path: file }) => isDependencyPath(file)) ? 'external' : 'tool',
          summary: lines.length === 1 ? '1 match' : `${lines.length}${isCut ? '+' : ''} matches`,
        };
      },
    };
  },
};

/** That something was found in a file of secrets may be told; what, only with consent. */
function hiddenNote(hidden: readonly TextMatch[]): readonly string[] {
  if (hidden.length === 0) return [];
  const files = [...new Set(hidden.map(({ path }) => path))].join(', ');
  return [`[Matches in files of secrets are not shown: ${files}. Read one with read_file, which asks the person.]`];
}
