import { cutText } from './cut-text.ts';
import type { Tool } from './tool.ts';

const SHOWN_CHARACTERS = 20_000;

export const gitStateTool: Tool = {
  name: 'git_state',
  description: 'Shows the branch, what has changed since the last commit with its diff, and the newest commits.',
  inputSchema: { type: 'object', properties: {}, required: [] },
  isParallel: true,
  plan: async (_input, { workspace }) => ({
    kind: 'plan',
    title: 'look at the state of git',
    effect: 'read',
    changes: false,
    subject: '.',
    dangers: [],
    run: async (signal) => {
      const state = await workspace.gitState(signal);
      if (state.kind === 'none') {
        return {
          text: 'The workspace is in no git repository.',
          isError: false,
          origin: 'tool',
          summary: 'no repository',
        };
      }
      const { branch, changes, commits, diff } = state;
      const parts = [
        branch === null ? 'Detached head.' : `Branch ${branch}.`,
        changes.length === 0 ? 'Nothing has changed since the last commit.' : `Changed:\n${changes.join('\n')}`,
        commits.length === 0 ? '' : `Newest commits:\n${commits.join('\n')}`,
        diff === ''
          ? ''
          : `Diff:\n${cutText(diff, SHOWN_CHARACTERS, 'See it file by file with run_command and git diff')}`,
      ];
      const summary = changes.length === 0 ? 'clean' : `${changes.length} changed`;
      return { text: parts.filter((part) => part !== '').join('\n\n'), isError: false, origin: 'tool', summary };
    },
  }),
};
