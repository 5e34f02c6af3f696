import type { Memory } from '../../memory/memory.ts';
import { escapeMarkdown, memoryLink } from '../reply-markdown.ts';
import { changeSentence } from './change-sentence.ts';
import type { SlashCommand, SlashContext } from './slash-command.ts';

const SUGGESTION_LIMIT = 5;

/** Deletes only what is named by its exact path; anything else gets suggestions. */
export const forgetCommand: SlashCommand = {
  name: 'forget',
  argument: 'path of a memory',
  description: 'Delete a memory; its history stays',
  run: async (argument, { memory }) => {
    if (argument === '') return 'Write the path of the memory after /forget, for example: /forget /testing/lint.md.';
    const path = argument.startsWith('/') ? argument : `/${argument}`;
    const named = (await memory.memories()).find((candidate) => candidate.path === path);
    if (named === undefined) return suggestions(argument, memory);
    const outcome = await memory.deleteMemory(named.id);
    return outcome.kind === 'committed' ? `Forgot ${escapeMarkdown(named.path)}.` : changeSentence(outcome, 'Forgot');
  },
};

async function suggestions(argument: string, memory: SlashContext['memory']): Promise<string> {
  const hits = await memory.recall(argument, { limit: SUGGESTION_LIMIT, within: 'memories' });
  const found = hits.flatMap((hit): Memory[] => (hit.kind === 'memory' ? [hit.memory] : []));
  const none = `There is no memory at ${escapeMarkdown(argument)}.`;
  if (found.length === 0) return none;
  const lines = found.map((candidate) => `- ${memoryLink(candidate)}`);
  return `${none} Nothing was deleted. Type /forget with one of these paths:\n\n${lines.join('\n')}`;
}
