import { cutText } from './cut-text.ts';
import type { Tool } from './tool.ts';
import type { GitState } from './workspace-port.ts';

const SHOWN_CHARACTERS = 20_000;

export const gitStateTool: Tool = {
  name: 'git_state',
  description:
    'Shows the branch of each repository here, what has changed since the last commit with its diff, and the newest commits.',
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
      const states = await workspace.gitStates(signal);
      if (states.length === 0) {
        return {
          text: 'The workspace is in no git repository.',
          isError: false,
          origin: 'tool',
          summary: 'no repository',
        };
      }
      const changed = states.reduce((sum, { changes }) => sum + changes.length, 0);
      const summary = changed === 0 ? 'clean' : `${changed} changed`;
      return { text: states.map(describe).join('\n\n'), isError: false, origin: 'tool', summary };
    },
  }),
};

function describe({ folders, branch, changes, commits, diff }: GitState, _: number, all: readonly GitState[]): string {
  const shown = Math.floor(SHOWN_CHARACTERS / all.length);
  const parts = [
    folders.length === 0 ? '' : `# ${folders.join(', ')}`,
    branch === null ? 'Detached head.' : `Branch ${branch}.`,
    changes.length === 0 ? 'Nothing has changed since the last commit.' : `Changed:\n${changes.join('\n')}`,
    commits.length === 0 ? '' : `Newest commits:\n${commits.join('\n')}`,
    diff === '' ? '' : `Diff:\n${cutText(diff, shown, 'See it file by file with run_command and git diff')}`,
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
