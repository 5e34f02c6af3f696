import type { DreamRecord } from '../../core/dream/dream-record.ts';
import { changedMemory, type OutcomeMeans, outcomeMeans, outcomeSpans } from '../../core/outcomes/outcome-spans.ts';
import type { PastOutcome } from '../../core/outcomes/past-outcome.ts';
import { count } from '../count.ts';
import { documentLink } from '../documents/document-link.ts';
import { escapeLinkText } from '../escape-markdown.ts';
import { renderTable } from './render-table.ts';
import { resultWord } from './result-word.ts';

/** Older ones are counted, not listed. */
const LISTED = 200;
/** With fewer goals on a side, a difference says little. */
const TELLING = 10;
const MEANS = ['goals', 'satisfied', 'rounds', 'steps', 'tokens'] as const;

/** How goals went: before and after dreams, one by one with the dreams between them, by goal and by agent. */
export function renderOutcomes(outcomes: readonly PastOutcome[], dreams: readonly DreamRecord[]): string {
  if (outcomes.length === 0) {
    return [
      '# Outcomes',
      'No goal was judged yet. Type `/goal` and what must be true in the chat, with one criterion a line, or run *Set Goal…*: the agent works on it, and each criterion is scored.',
      '',
    ].join('\n\n');
  }
  return [
    '# Outcomes',
    summary(outcomes),
    '## Before and after dreams',
    beforeAndAfter(outcomes, dreams),
    '## Over time',
    overTime(outcomes, dreams),
    '## By goal',
    grouped(outcomes, 'goal', ({ title }) => title),
    '## By agent',
    grouped(outcomes, 'agent', ({ agent }) => agent),
    '',
  ].join('\n\n');
}

function summary(outcomes: readonly PastOutcome[]): string {
  const good = outcomes.filter(({ isGood }) => isGood === true).length;
  const bad = outcomes.filter(({ isGood }) => isGood === false).length;
  const open = outcomes.length - good - bad;
  const unknown = open === 0 ? '' : `, ${open} ended before one could tell`;
  return `${count(outcomes.length, 'goal')}: ${good} satisfied, ${bad} not reached${unknown}. Rounds, steps (tool calls) and tokens are means a goal.`;
}

function beforeAndAfter(outcomes: readonly PastOutcome[], dreams: readonly DreamRecord[]): string {
  const spans = outcomeSpans(outcomes, dreams);
  if (spans.length === 1) return 'No dream has changed the memory yet.';
  const rows = spans
    .filter((span) => span.after !== null || span.outcomes.length > 0)
    .map(({ after, outcomes: within }) => [
      after === null ? 'before the first dream' : `since ${time(after.started)}: ${after.committed} committed`,
      ...meansOf(outcomeMeans(within)),
    ]);
  const isThin = spans.some((span) => span.outcomes.length < TELLING);
  const note = 'Where a row has few goals, or other goals than the one above it, a difference says little.';
  return isThin ? `${renderTable(['', ...MEANS], rows)}\n\n${note}` : renderTable(['', ...MEANS], rows);
}

/** Newest first; a line for each dream stands between the goals before and after it. */
function overTime(outcomes: readonly PastOutcome[], dreams: readonly DreamRecord[]): string {
  const first = outcomes[0]?.at ?? '';
  const marks = dreams.filter((dream) => changedMemory(dream) && dream.started >= first);
  const rows = [
    ...outcomes.slice(-LISTED).map((outcome) => ({ at: outcome.at, row: outcomeRow(outcome) })),
    ...marks.map((dream) => ({ at: dream.started, row: dreamRow(dream) })),
  ].sort((a, b) => (a.at > b.at ? -1 : 1));
  const older = outcomes.length - LISTED;
  const table = renderTable(
    ['when', 'goal', 'agent', 'result', 'round', 'steps', 'tokens', 'see'],
    rows.map(({ row }) => row),
  );
  return older > 0 ? `${table}\n\n${count(older, 'older goal')} not listed.` : table;
}

function outcomeRow({ at, title, agent, isGood, goal, session }: PastOutcome): readonly string[] {
  const see = documentLink('session', { kind: 'session', session });
  const name = [time(at), escapeLinkText(title), escapeLinkText(agent)];
  if (goal === null) return [...name, isGood === false ? 'not reached' : 'satisfied', '', '', '', see];
  const { result, round, rounds, steps, tokens } = goal;
  return [...name, resultWord(result), `${round} of ${rounds}`, whole(steps), whole(tokens), see];
}

function dreamRow({ id, started, committed }: DreamRecord): readonly string[] {
  const see = documentLink('report', { kind: 'dream', dream: id });
  return [time(started), `— a dream committed ${count(committed, 'change')} —`, '', '', '', '', '', see];
}

function grouped(outcomes: readonly PastOutcome[], name: string, keyOf: (outcome: PastOutcome) => string): string {
  const groups = new Map<string, PastOutcome[]>();
  for (const outcome of outcomes) {
    const key = keyOf(outcome);
    groups.set(key, [...(groups.get(key) ?? []), outcome]);
  }
  const rows = [...groups]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, LISTED)
    .map(([key, within]) => [escapeLinkText(key), ...meansOf(outcomeMeans(within))]);
  return renderTable([name, ...MEANS], rows);
}

function meansOf({ goals, satisfied, rounds, steps, tokens }: OutcomeMeans): readonly string[] {
  if (goals === 0) return ['0', '', '', '', ''];
  return [
    whole(goals),
    `${Math.round(satisfied * 100)} %`,
    rounds === null ? '' : rounds.toFixed(1),
    steps === null ? '' : steps.toFixed(1),
    tokens === null ? '' : whole(Math.round(tokens)),
  ];
}

function whole(value: number): string {
  return value.toLocaleString('en-US');
}

function time(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)}`;
}
