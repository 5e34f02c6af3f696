import { excerpt } from '../reply-markdown.ts';
import type { Tool } from './tool.ts';
import { inputSchema, optional, readInput, text, wholeNumber } from './tool-input.ts';

const MOST = 20;
const DEFAULT = 8;
const SHOWN_CHARACTERS = 600;
const INPUT = {
  query: text('What to look for, in words.'),
  limit: optional(wholeNumber(`How many places at most; ${DEFAULT} when left out.`), DEFAULT),
};

export const recallSessionsTool: Tool = {
  name: 'recall_sessions',
  description: 'Looks up what was said and done in past sessions here, with dates. For what is remembered use memory.',
  inputSchema: inputSchema(INPUT),
  isParallel: true,
  plan: async (input, { memory, header }) => {
    const read = readInput(INPUT, input);
    if (read.kind === 'invalid') return read;
    const { query, limit } = read.values;
    return {
      kind: 'plan',
      title: `look up past sessions for ${JSON.stringify(query.slice(0, 80))}`,
      effect: 'memory',
      changes: false,
      subject: query,
      dangers: [],
      run: async () => {
        const most = Math.min(Math.max(limit, 1), MOST);
        const hits = await memory.recall(query, { limit: most * 2, within: 'sessions' });
        const past = hits.filter((hit) => hit.kind === 'event' && hit.session !== header.session).slice(0, most);
        const lines = past.map((hit) =>
          hit.kind === 'event' ? `${hit.at.slice(0, 10)} ${hit.session}: ${excerpt(hit.text, SHOWN_CHARACTERS)}` : '',
        );
        // Of a past event only the text is known, not whose words it repeats.
        return {
          text: lines.join('\n\n') || 'No past session speaks of this.',
          isError: false,
          origin: past.length === 0 ? 'assistant' : 'external',
          summary: past.length === 1 ? '1 place' : `${past.length} places`,
        };
      },
    };
  },
};
