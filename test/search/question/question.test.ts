import { describe, expect, it } from 'vitest';
import { parseQuestion } from '../../../src/core/search/question/question.ts';
import { isWithin } from '../../../src/core/search/question/question-times.ts';
import { NOW } from '../builders.ts';

const speaker = (text: string) => parseQuestion(text, NOW).speaker;
const covers = (text: string, at: string) =>
  parseQuestion(text, NOW).times.some((time) => isWithin(Date.parse(at), time));

describe('parseQuestion', () => {
  it.each([
    ['What did you recommend for the cache?', 'assistant'],
    ['Can you remind me which port it was?', 'assistant'],
    ['You mentioned three options, which ones?', 'assistant'],
    ['What was your advice on retries?', 'assistant'],
    ['Which editor do I use?', 'user'],
    ['What is my favourite shell?', 'user'],
    ['Can you suggest a theme for my terminal?', 'user'],
    ['How do we deploy?', 'any'],
    ['Why does the build fail?', 'any'],
  ])('"%s" asks for the words of: %s', (text, expected) => {
    expect(speaker(text)).toBe(expected);
  });

  it.each([
    ['yesterday', '2026-06-14T09:00:00Z'],
    ['what broke today', '2026-06-15T09:00:00Z'],
    ['two weeks ago', '2026-06-01T09:00:00Z'],
    ['in the last 3 months', '2026-04-01T09:00:00Z'],
    ['last March', '2026-03-20T09:00:00Z'],
    ['last November', '2025-11-20T09:00:00Z'],
    ['in January', '2024-01-20T09:00:00Z'],
    ['on March 5th, 2025', '2025-03-05T09:00:00Z'],
    ['in 2024', '2024-08-01T09:00:00Z'],
    ['on 2026-02-03', '2026-02-03T23:00:00Z'],
    ['in 2026-02', '2026-02-27T00:00:00Z'],
    ['last Friday', '2026-06-12T09:00:00Z'],
    ['past weekend', '2026-06-13T09:00:00Z'],
    ['last month', '2026-05-10T09:00:00Z'],
    ['a couple of days ago', '2026-06-13T09:00:00Z'],
  ])('"%s" covers %s', (text, at) => {
    expect(covers(text, at)).toBe(true);
  });

  it.each([
    ['on March 5th, 2025', '2025-03-06T09:00:00Z'],
    ['last March', '2025-03-20T09:00:00Z'],
    ['yesterday', '2026-06-15T09:00:00Z'],
    ['you may march on', '2026-05-20T09:00:00Z'],
    ['on 9999-99-99', '2026-05-20T09:00:00Z'],
  ])('"%s" does not cover %s', (text, at) => {
    expect(covers(text, at)).toBe(false);
  });

  it('a question of empty words alone is still asked', () => {
    expect(parseQuestion('who was it', NOW).terms.map(({ term }) => term)).toContain('who');
  });

  it('words about the conversation count less than its subject', () => {
    const { terms } = parseQuestion('You mentioned Redis', NOW);
    const weight = (wanted: string) => terms.find(({ term }) => term === wanted)?.weight ?? 0;
    expect(weight('mention')).toBeLessThan(weight('redi'));
  });

  it('a quoted passage is read in any quotes, an apostrophe is none', () => {
    expect(parseQuestion(`who wrote "slow lane", 'fast lane' and the team's plan`, NOW).phrases).toEqual([
      'slow lane',
      'fast lane',
    ]);
  });

  it('both sides of an "or" are parts of their own', () => {
    const parts = parseQuestion('the dog bed or the training pads', NOW).parts;
    expect(parts.map(({ terms }) => terms.map(({ word }) => word))).toEqual([
      ['dog', 'bed'],
      ['training', 'pads'],
    ]);
  });

  it('a pasted log of any size is a question', () => {
    expect(parseQuestion('Error: failed\n'.repeat(100_000), NOW).terms.length).toBeLessThan(10);
  });
});
