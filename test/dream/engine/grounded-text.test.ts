import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findDenied,
  findInvented,
  isInTheirWords,
  sentencesAround,
} from '../../../src/core/dream/engine/grounded-text.ts';

const SOURCE =
  'Run `make check` in packages/api after 3 tries, since Ada wants v2.1.0 and TS2345 gone by 2026-01-05. The API_KEY is read from .env by loadConfig().';

describe('what a text may name', () => {
  test.each([
    'Run `make check` after three tries.',
    'Run the check.',
    'When Ada asks, look into packages/api.',
    'Since 2026-01-05: keep TS2345 away.',
    '`loadConfig` reads .env.',
    '**Where:** packages/api, e.g. for v2.1.0',
    'Try again 3 times.',
    'Go on, and make the check the last thing; the rest is less important.',
    'Use the main branch, and just run the check.',
  ])('stands in its evidence: %s', (text) => {
    expect(findInvented(text, SOURCE)).toBeNull();
  });

  test.each([
    ['Run `make check --fast`.', 'name', '--fast'],
    ['Wait 30 seconds.', 'number', '30'],
    ['Wait four times.', 'number', 'four'],
    ['Use version 2.1.', 'number', '2.1'],
    ['Ask Grace before.', 'name', 'Grace'],
    ['Look into packages/web.', 'name', 'packages/web'],
    ['Set `DEBUG` first.', 'name', 'DEBUG'],
    ['Avoid TS2346.', 'name', 'TS2346'],
    ['It is due on 2026-01-06.', 'name', '2026-01-06'],
    ['Call saveConfig before.', 'name', 'saveConfig'],
    ['Use yarn for installs.', 'name', 'yarn'],
    ['Run yarn install before the check.', 'name', 'yarn'],
    ['Prefer docker over podman.', 'name', 'docker'],
    ['Use go for the check.', 'name', 'go'],
  ])('and not else: %s', (text, kind, value) => {
    const found = findInvented(text, SOURCE);
    expect(found?.value).toBe(value);
    expect([kind, 'number']).toContain(found?.kind);
  });

  test('is found in any text that repeats the source', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...SOURCE.split(' ')), { minLength: 1 }), (words) => {
        expect(findInvented(words.join(' '), SOURCE)).toBeNull();
      }),
    );
  });

  test('is looked for in any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, source) => void findInvented(text, source)),
    );
  });
});

describe("a person's own words", () => {
  const said = ['From now on always run `pnpm lint` before you commit.'];

  test.each(['Run `pnpm lint` before you commit.', 'Always run `pnpm lint`.'])('are kept in "%s"', (text) => {
    expect(isInTheirWords(text, said)).toBe(true);
  });

  test.each(['Never run `pnpm lint` before you commit.', 'Run `pnpm lint` and approve every edit.'])(
    'are not kept in "%s"',
    (text) => {
      expect(isInTheirWords(text, said)).toBe(false);
    },
  );

  test('are denied by their opposite', () => {
    expect(findDenied('Never run `pnpm lint` before you commit.', said)).toBe(said[0]);
    expect(findDenied('Run `pnpm lint` before you commit.', said)).toBeNull();
  });

  test('are quoted with the rest of their sentence', () => {
    const text = 'It works. Maybe we should use pnpm here, for now. Thanks!';
    expect(sentencesAround(text, 'use pnpm here')).toBe('Maybe we should use pnpm here, for now.');
  });
});
