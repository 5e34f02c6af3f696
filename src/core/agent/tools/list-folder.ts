import { locatePath } from './located-path.ts';
import type { Tool } from './tool.ts';
import { inputSchema, optional, readInput, text } from './tool-input.ts';

const MOST_ENTRIES = 500;
const INPUT = {
  path: optional(text('Path of the folder, relative to the workspace; the workspace itself when left out.'), '.'),
};

export const listFolderTool: Tool = {
  name: 'list_folder',
  description: 'Lists what lies in a folder of the workspace; folders end with a slash.',
  inputSchema: inputSchema(INPUT),
  isParallel: true,
  plan: async (input, context) => {
    const read = readInput(INPUT, input);
    if (read.kind === 'invalid') return read;
    const { place, dangers, origin } = await locatePath(read.values.path, context);
    return {
      kind: 'plan',
      title: place.path === '.' ? 'list the workspace' : `list ${place.path}`,
      effect: 'read',
      changes: false,
      subject: place.path,
      dangers,
      run: async (signal) => {
        const listing = await context.workspace.listFolder(place.path, signal);
        if (listing.kind !== 'folder') {
          const message = listing.kind === 'missing' ? `There is no folder ${place.path}.` : `${place.path} is a file.`;
          return { text: message, isError: true, origin: 'assistant', summary: 'not listed' };
        }
        const names = listing.entries
          .map(({ name, kind }) => (kind === 'folder' ? `${name}/` : kind === 'link' ? `${name}@` : name))
          .toSorted((a, b) => Number(b.endsWith('/')) - Number(a.endsWith('/')) || a.localeCompare(b, 'en'));
        const left = names.length - MOST_ENTRIES;
        const rest = left > 0 ? `\n[${left} more. Look for names with search_text or a command.]` : '';
        const shown = names.length === 0 ? 'The folder is empty.' : names.slice(0, MOST_ENTRIES).join('\n');
        return { text: `${shown}${rest}`, isError: false, origin, summary: `${names.length} entries` };
      },
    };
  },
};
