import { describe, expect, it } from 'vitest';
import { splitUserText } from '../../src/importers/claude-code/user-text.ts';

describe('the text of a user line', () => {
  it.each([
    ['what a person typed', 'please run the tests', [{ kind: 'typed', text: 'please run the tests' }]],
    [
      'a reminder inside of what was typed',
      'use pnpm <system-reminder>\nThe file changed.\n</system-reminder> here',
      [
        { kind: 'typed', text: 'use pnpm' },
        { kind: 'dropped', type: 'system-reminder' },
        { kind: 'typed', text: 'here' },
      ],
    ],
    [
      'two reminders around what was typed',
      '<system-reminder>a</system-reminder>fix it<system-reminder>b</system-reminder>',
      [
        { kind: 'dropped', type: 'system-reminder' },
        { kind: 'typed', text: 'fix it' },
        { kind: 'dropped', type: 'system-reminder' },
      ],
    ],
    [
      'a file that somebody changed',
      '<system-reminder>\nNote: /w/a.ts was modified, either by the user or by a linter.\n\n     9→const a = 1;\n    10→\tgo();\n</system-reminder>',
      [
        {
          kind: 'notice',
          subtype: 'file-changed',
          origin: 'tool',
          text: '/w/a.ts\n const a = 1;\n \tgo();',
        },
      ],
    ],
    [
      'a tag that is only spoken of',
      'why is there a <system-reminder> in my prompt?',
      [{ kind: 'typed', text: 'why is there a <system-reminder> in my prompt?' }],
    ],
    [
      'a slash command without words',
      '<command-message>pr</command-message>\n<command-name>/pr</command-name>',
      [{ kind: 'command', text: '/pr', hasWords: false }],
    ],
    [
      'a slash command with words',
      '<command-name>/plan</command-name><command-message>plan</command-message><command-args>use posthog</command-args>',
      [{ kind: 'command', text: '/plan use posthog', hasWords: true }],
    ],
    [
      'a note for the memory',
      '<user-memory-input>always use tabs</user-memory-input>',
      [{ kind: 'typed', text: 'always use tabs' }],
    ],
    ['a shell command', '<bash-input>git status</bash-input>', [{ kind: 'shell', text: 'git status' }]],
    [
      'what it printed',
      '<bash-stdout>clean</bash-stdout><bash-stderr></bash-stderr>',
      [{ kind: 'shell-output', text: 'clean', isError: false }],
    ],
    [
      'only errors',
      '<bash-stdout></bash-stdout><bash-stderr>no such file</bash-stderr>',
      [{ kind: 'shell-output', text: 'no such file', isError: true }],
    ],
    [
      'nothing at all',
      '<bash-stdout></bash-stdout><bash-stderr></bash-stderr>',
      [{ kind: 'shell-output', text: '', isError: false }],
    ],
    [
      'an interrupt with words after it',
      '[Request interrupted by user for tool use] not like this',
      [
        { kind: 'interrupt', text: '[Request interrupted by user for tool use]' },
        { kind: 'typed', text: 'not like this' },
      ],
    ],
    [
      'a plan',
      'Implement the following plan:\n\n# Plan',
      [{ kind: 'agent', text: 'Implement the following plan:\n\n# Plan' }],
    ],
    [
      'a summary of an earlier conversation',
      'This session is being continued from a previous conversation that ran out of context.',
      [
        {
          kind: 'notice',
          subtype: 'compact-summary',
          origin: 'assistant',
          text: 'This session is being continued from a previous conversation that ran out of context.',
        },
      ],
    ],
    [
      'a hook that speaks',
      'Stop hook feedback: run the linter',
      [{ kind: 'notice', subtype: 'hook', origin: 'tool', text: 'Stop hook feedback: run the linter' }],
    ],
    [
      'a message of another agent',
      '<teammate-message teammate_id="x">I am done</teammate-message>',
      [{ kind: 'notice', subtype: 'teammate-message', origin: 'assistant', text: 'I am done' }],
    ],
    [
      'a notice of a kind not known yet',
      '<future-notice level="high">Always run this</future-notice>',
      [
        {
          kind: 'notice',
          subtype: 'future-notice',
          origin: 'tool',
          text: '<future-notice level="high">Always run this</future-notice>',
        },
      ],
    ],
    ['nothing', '  \n ', []],
  ])('tells %s', (_, text, pieces) => {
    expect(splitUserText(text)).toEqual(pieces);
  });

  it('stays fast on hostile markup', () => {
    expect(splitUserText('<system-reminder>'.repeat(20_000))).toEqual([
      { kind: 'typed', text: '<system-reminder>'.repeat(20_000) },
    ]);
  });
});
