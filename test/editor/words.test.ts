import { describe, expect, test } from 'vitest';
import type { ProposalOperation, ReviewItem } from '../../src/core/dream/proposal.ts';
import { inlineCode } from '../../src/core/markdown-code.ts';
import { dreamDescription, dreamSummary } from '../../src/editor/dreams/describe-dream.ts';
import { escapeMarkdown } from '../../src/editor/escape-markdown.ts';
import { importProblems, importSummary } from '../../src/editor/imports/describe-import.ts';
import { outcomeProblem } from '../../src/editor/outcome-message.ts';
import { shorten } from '../../src/editor/shorten.ts';
import { type StatusState, statusText } from '../../src/editor/status/status-text.ts';
import { buildDream, buildItem } from './build-proposal.ts';

function items(state: ReviewItem['state'], operation: ProposalOperation, amount: number): readonly ReviewItem[] {
  return Array.from({ length: amount }, () => buildItem({ state, proposal: { operation } }));
}

describe('the notification of a dream', () => {
  test.each([
    [
      [...items('committed', 'create', 4), ...items('committed', 'merge', 1), ...items('waiting', 'prune', 3)],
      '4 memories added, 1 merged, 3 wait for you',
    ],
    [items('committed', 'supersede', 1), '1 memory replaced'],
    [items('waiting', 'create', 1), '1 waits for you'],
    [[...items('committed', 'prune', 2), ...items('refused', 'create', 5)], '2 memories deleted'],
  ])('says what changed and what waits (%#)', (given, sentence) => {
    expect(dreamSummary({ items: given })).toBe(sentence);
  });

  test('does not come when nothing changed and nothing waits', () => {
    expect(dreamSummary({ items: items('refused', 'create', 2) })).toBeNull();
  });
});

test.each([
  [buildDream({ committed: 4, waiting: 3 }), '4 committed, 3 to review'],
  [buildDream(), 'nothing to change'],
  [buildDream({ committed: 4, undone: true }), 'undone'],
  [buildDream({ status: 'failed', error: 'the disk is full' }), 'failed: the disk is full'],
])('the history tells a dream in one line (%#)', (dream, line) => {
  expect(dreamDescription(dream)).toBe(line);
});

describe('the status bar', () => {
  const asleep: StatusState = {
    dreaming: null,
    waiting: 0,
    paused: 'no',
    lastDream: null,
    notDueBecause: null,
    spentToday: { dollars: 0, tokens: 0 },
    problem: null,
  };

  test.each([
    [asleep, '$(dreamwright-moon)', 'dreamwright.reviewProposals'],
    [{ ...asleep, waiting: 3 }, '$(dreamwright-moon) 3', 'dreamwright.reviewProposals'],
    [{ ...asleep, dreaming: { progress: null } }, '$(sync~spin) Dreaming', 'dreamwright.cancelDream'],
    [
      { ...asleep, waiting: 3, dreaming: { progress: { step: 3, steps: 6, label: 'propose' } } },
      '$(sync~spin) Dreaming 3/6',
      'dreamwright.cancelDream',
    ],
    [{ ...asleep, problem: 'The disk is full.' }, '$(dreamwright-moon)', 'dreamwright.showLog'],
  ])('shows %o as %s', (state, text, command) => {
    expect(statusText(state)).toMatchObject({ text, command, isWarning: state.problem !== null });
  });

  test('tells on hover when it last dreamt, why it does not dream now and what today cost', () => {
    const { tooltip } = statusText({
      ...asleep,
      lastDream: '2026-11-01T10:00:00.000Z',
      notDueBecause: '2 of 5 sessions',
      spentToday: { dollars: 0.25, tokens: 12_345 },
    });
    expect(tooltip.split('\n\n')).toEqual([
      'Last dream 2026-11-01 10:00 UTC',
      'Does not dream now: 2 of 5 sessions',
      'Dreams cost $0.25 today, 12,345 tokens, in all workspaces',
    ]);
  });
});

describe('the message of an import', () => {
  const session = { session: 's1', format: 'plain', agent: 'a', events: 12, lines: 14, ignored: {}, lost: 0 };

  test('counts only sessions with something new', () => {
    const report = { imported: [session, { ...session, session: 's2', events: 0 }], skipped: [] };
    expect(importSummary(report)).toBe('12 new events from 1 session imported.');
  });

  test('names what was lost and left out', () => {
    const report = { imported: [{ ...session, lost: 2 }], skipped: [{ path: 'a.txt', reason: 'not a transcript' }] };
    expect(importSummary(report)).toBe('12 new events from 1 session imported. 2 problems noted in the log.');
    expect(importProblems(report)).toEqual([
      'Skipped a.txt: not a transcript',
      'Session s1: 2 lines could not be read',
    ]);
  });
});

test('a refused save says why and what to do', () => {
  const item = buildItem({ state: 'refused', rules: ['semantic.never-store'] });
  expect(outcomeProblem({ kind: 'refused', item })).toBe(
    'Refused: because of semantic.never-store. Edit it out, or change the constitution.',
  );
});

describe('text from elsewhere', () => {
  test('is shown as it is, never as Markdown', () => {
    expect(escapeMarkdown('[a](command:x) <img> $(eye) **b**')).toBe(
      '\\[a\\]\\(command:x\\) \\<img\\> \\$\\(eye\\) \\*\\*b\\*\\*',
    );
  });

  test('stays code however many backticks it holds', () => {
    expect(inlineCode('npm test')).toBe('`npm test`');
    expect(inlineCode('a `` b')).toBe('``` a `` b ```');
  });

  test('is cut at whole characters', () => {
    expect(shorten('ab 👩‍🚀\n cd', 20)).toBe('ab 👩‍🚀 cd');
    expect(shorten('abcdef', 4)).toBe('abc…');
  });
});
