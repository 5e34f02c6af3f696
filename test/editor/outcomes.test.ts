import { describe, expect, test } from 'vitest';
import { type DreamRecord, NOTHING_DONE } from '../../src/core/dream/dream-record.ts';
import type { GoalResult } from '../../src/core/outcomes/goal.ts';
import type { PastOutcome } from '../../src/core/outcomes/past-outcome.ts';
import { renderOutcomes } from '../../src/editor/outcomes/render-outcomes.ts';

function outcome(day: string, result: GoalResult, steps: number, change: Partial<PastOutcome> = {}): PastOutcome {
  const isGood = result === 'satisfied' ? true : result === 'max_iterations_reached' ? false : null;
  const goal = {
    id: day,
    title: 'Tests pass',
    result,
    round: 1,
    rounds: 3,
    steps,
    tokens: steps * 1_000,
    criteria: [],
  };
  const at = `2026-02-${day}T10:00:00.000Z`;
  return { session: `ses_${day}`, event: 'e', agent: 'dreamwright', at, title: 'Tests pass', isGood, goal, ...change };
}

function dream(day: string, committed: number, change: Partial<DreamRecord> = {}): DreamRecord {
  const started = `2026-02-${day}T20:00:00.000Z`;
  return {
    ...{ id: `drm_${day}`, status: 'completed', engine: 'local', trigger: 'command', started, ended: started },
    ...{ ...NOTHING_DONE, committed, usage: { inputTokens: 0, outputTokens: 0 }, cost: 0, error: null, undone: false },
    ...change,
  };
}

function section(text: string, title: string): readonly string[] {
  const [, rest = ''] = text.split(`## ${title}\n\n`);
  return rest.split('\n\n## ', 1)[0]?.trim().split('\n') ?? [];
}

const OUTCOMES = [
  outcome('01', 'max_iterations_reached', 20),
  outcome('02', 'satisfied', 10),
  outcome('03', 'interrupted', 3),
  outcome('05', 'satisfied', 4),
];
const DREAMS = [dream('06', 0), dream('04', 2), dream('02', 3, { undone: true })];

describe('the outcomes', () => {
  test('say what to do while there are none', () => {
    expect(renderOutcomes([], [])).toContain('Type `/goal`');
  });

  test('are summed up', () => {
    expect(renderOutcomes(OUTCOMES, DREAMS)).toContain(
      '4 goals: 2 satisfied, 1 not reached, 1 ended before one could tell.',
    );
  });

  test('are compared before and after each dream that changed the memory and still stands', () => {
    expect(section(renderOutcomes(OUTCOMES, DREAMS), 'Before and after dreams')).toEqual([
      '|                                     | goals | satisfied | rounds | steps | tokens |',
      '| ----------------------------------- | ----: | --------: | -----: | ----: | -----: |',
      '| before the first dream              |     2 |      50 % |    1.0 |  15.0 | 15,000 |',
      '| since 2026-02-04 20:00: 2 committed |     1 |     100 % |    1.0 |   4.0 |  4,000 |',
      '',
      'Where a row has few goals, or other goals than the one above it, a difference says little.',
    ]);
  });

  test('stand in order of time, newest first, with the dreams between them', () => {
    const rows = section(renderOutcomes(OUTCOMES, DREAMS), 'Over time').slice(2);
    expect(
      rows.map((row) =>
        row
          .split('|')
          .slice(1, 5)
          .map((cell) => cell.trim())
          .join(' · '),
      ),
    ).toEqual([
      '2026-02-05 10:00 · Tests pass · dreamwright · satisfied',
      '2026-02-04 20:00 · — a dream committed 2 changes — ·  · ',
      '2026-02-03 10:00 · Tests pass · dreamwright · interrupted',
      '2026-02-02 10:00 · Tests pass · dreamwright · satisfied',
      '2026-02-01 10:00 · Tests pass · dreamwright · not reached',
    ]);
    expect(rows[0]).toContain('[session](dreamwright:/session/ses_05.md)');
    expect(rows[1]).toContain('[report](dreamwright:/dream/drm_04/dream-report.md)');
  });

  test('are grouped by goal and by agent', () => {
    const other = outcome('06', 'satisfied', 2, { title: 'A | b', agent: 'tester' });
    const text = renderOutcomes([...OUTCOMES, other], DREAMS);
    expect(section(text, 'By goal').slice(2)).toEqual([
      '| Tests pass |     3 |      67 % |    1.0 |  11.3 | 11,333 |',
      '| A \\| b     |     1 |     100 % |    1.0 |   2.0 |  2,000 |',
    ]);
    expect(
      section(text, 'By agent')
        .slice(2)
        .map((row) => row.split('|')[1]?.trim()),
    ).toEqual(['dreamwright', 'tester']);
  });

  test('from elsewhere count without rounds and steps', () => {
    const imported = outcome('07', 'satisfied', 0, { goal: null, title: 'CI is green', isGood: true });
    const [row = ''] = section(renderOutcomes([imported], []), 'Over time').slice(2);
    expect(row).toContain('| CI is green | dreamwright | satisfied |');
  });

  test('by the hundred list the newest', () => {
    const many = Array.from({ length: 250 }, () => outcome('01', 'satisfied', 1));
    expect(renderOutcomes(many, [])).toContain('50 older goals not listed.');
  });
});
