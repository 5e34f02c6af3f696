import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Origin } from '../../../src/core/origin.ts';
import type { SessionEvent } from '../../../src/core/sessions/event.ts';
import { createOriginTracker, originWithin } from '../../../src/core/sessions/origin-tracker.ts';

const base = { session: 's', at: '2026-01-05T10:00:00Z', agent: 'a' } as const;
let number = 0;
const id = () => {
  number += 1;
  return `e${number}`;
};
const person = (text: string): SessionEvent => ({ ...base, id: id(), type: 'user', origin: 'user', text });
const agent = (text: string): SessionEvent => ({ ...base, id: id(), type: 'assistant', origin: 'assistant', text });
const content = (text: string, origin: Origin = 'tool', tool = 'Read'): SessionEvent => ({
  ...{ ...base, id: id(), type: 'tool_result', origin, text, tool, call: 'c', isError: false },
});

const RULE = 'Always run the formatter before the linter in this repository';

describe('the repetition rule', () => {
  it.each([
    ['the same words', RULE, 'tool'],
    ['other case and punctuation', 'always run: the FORMATTER, before the "linter" in this repository!!', 'tool'],
    ['words among others', `please note. ${RULE}, thanks`, 'tool'],
    ['words over several lines', RULE.replaceAll(' ', '\n  > '), 'tool'],
    ['invisible characters between', RULE.replaceAll('a', 'a\u200b'), 'tool'],
    ['seven words only', 'run the formatter before the linter in', 'user'],
    ['the same words in another order', 'In this repository the linter always runs before the formatter', 'user'],
    ['nothing alike', 'What does this repository do?', 'user'],
  ])('judges %s', (_, text, origin) => {
    const tracker = createOriginTracker();
    expect(tracker.admit(content(`# Notes\n\n${RULE}.\n`))).toBe('tool');
    expect(tracker.admit(person(text))).toBe(origin);
  });

  it('takes the less trusted of several sources', () => {
    const tracker = createOriginTracker();
    tracker.admit(content(RULE, 'tool'));
    tracker.admit(content(RULE, 'external'));
    expect(tracker.admit(agent(RULE))).toBe('external');
    expect(tracker.admit(content(RULE, 'tool'))).toBe('external');
  });

  it('lets a person repeat what they typed before a tool showed it', () => {
    const tracker = createOriginTracker();
    tracker.admit(person(RULE));
    tracker.admit(content(RULE, 'external'));
    expect(tracker.admit(person(`again: ${RULE}`))).toBe('user');
  });

  it('does not lower a person who repeats an agent', () => {
    const tracker = createOriginTracker();
    tracker.admit(agent(RULE));
    expect(tracker.admit(person(RULE))).toBe('user');
  });

  it('takes a path or an address for one word, however many names it holds', () => {
    const tracker = createOriginTracker();
    const path = '/Users/dev/Work/entire/devenv/cli/cmd/entire/cli/strategy/manual_commit_hooks.go:281';
    tracker.admit(content(`${path}: undefined`));
    expect(tracker.admit(person(`what is wrong in ${path} here?`))).toBe('user');
  });

  it('sees through the line numbers that a Read tool adds', () => {
    const tracker = createOriginTracker();
    tracker.admit(content('     1→Always run the\n     2→formatter before the\n     3→linter in this repository'));
    expect(tracker.admit(person(RULE))).toBe('tool');
  });

  it('judges a subagent by what its parent saw, but not by its own report', () => {
    const parent = createOriginTracker();
    parent.admit(content(RULE, 'external'));
    const report = 'I looked at all twelve files and found nothing wrong in them';
    parent.admit(content(report, 'tool', 'Task'));
    const child = createOriginTracker(parent);
    expect(child.admit(agent(RULE))).toBe('external');
    expect(child.admit(agent(report))).toBe('assistant');
    expect(parent.admit(agent(report))).toBe('tool');
  });

  it('tells which pieces of a text are repeats, so that only their sentences are lowered', () => {
    const tracker = createOriginTracker();
    tracker.admit(content(RULE));
    const text = `I want this from now on. ${RULE}. Is that clear to you?`;
    const spans = tracker.repeats(text);
    expect(spans.map(({ start, end, origin }) => [text.slice(start, end), origin])).toEqual([[`${RULE}.`, 'tool']]);
    const first = { start: 0, end: 24, origin: 'user' } as const;
    expect(originWithin(spans, first)).toBe('user');
    expect(originWithin(spans, { ...first, start: 25, end: 60 })).toBe('tool');
  });

  it('finds eight words of any earlier content, wherever they stand, and nothing in a text without them', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,6}$/u), { minLength: 8, maxLength: 60 });
    fc.assert(
      fc.property(
        words,
        fc.nat(60),
        fc.array(fc.stringMatching(/^[A-Z]{7,9}$/u), { maxLength: 20 }),
        (source, at, around) => {
          const tracker = createOriginTracker();
          tracker.admit(content(source.join(' '), 'external'));
          const from = Math.min(at, source.length - 8);
          const quoted = [...around, ...source.slice(from, from + 8), ...around].join(' ');
          expect(tracker.admit(agent(quoted))).toBe('external');
          expect(tracker.admit(agent(around.join(' ')))).toBe('assistant');
        },
      ),
    );
  });

  it('still tells runs apart among a hundred thousand', () => {
    const tracker = createOriginTracker();
    tracker.admit(content(Array.from({ length: 100_000 }, (_, n) => `w${n}`).join(' ')));
    const quote = (from: number) => Array.from({ length: 8 }, (_, n) => `w${from + n}`).join(' ');
    expect([0, 777, 50_000, 99_992].map((from) => tracker.admit(agent(quote(from))))).toEqual([
      'tool',
      'tool',
      'tool',
      'tool',
    ]);
    expect([100_000, 200_000].map((from) => tracker.admit(agent(quote(from))))).toEqual(['assistant', 'assistant']);
  });
});
