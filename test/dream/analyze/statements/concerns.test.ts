import { describe, expect, it } from 'vitest';
import { concernsOf } from '../../../../src/core/dream/analyze/statements/concerns.ts';

describe('concernsOf', () => {
  it.each([
    ['is there no library to do UUID validation??', 'reuse'],
    ['do we have more functions like this in tests that are duplicated?', 'reuse'],
    ['why do we have this in two places instead of making setup call it?', 'reuse'],
    ['wait please let’s talk about this'.replace('’', "'"), 'agreeing first'],
    ["don't change anything, just let me know", 'agreeing first'],
    ['I got this feedback for the changes in the local branch', 'review comments'],
    ['are the copilot PR review comments still valid?', 'review comments'],
    ['yes please, update the documentation', 'documentation'],
    ['can you check this code is actually working?', 'proof that it works'],
    ['tests are failing at github actions, not if I run them locally.', 'failures in CI alone'],
    ['create a PR description about these changes', 'pull request text'],
    ['As lightweight as possible please.', 'simplicity'],
    ["let's only add replace then, but leave the others alone", 'narrow scope'],
    ["let's cut a branch first", 'a branch first'],
    ['would that break rewind?', 'breaking what stands'],
  ])('hears “%s” as a word on %s', (sentence, concern) => {
    expect(concernsOf(sentence)).toContain(concern);
  });
  it.each([
    'rename the option to --force',
    'can you add a test for this?',
    'what does the nightly job do?',
    'I want to use posthog to send telemetry of our commands',
    '"mise run test:ci" fails',
    'the second branch has the fix',
    'when reusing a checkpoint the agent name is lost',
  ])('hears no concern in “%s”', (sentence) => {
    expect(concernsOf(sentence)).toEqual([]);
  });
});
