import { describe, expect, it } from 'vitest';
import { ruleBook } from '../../src/core/dream/analyze/statements/rule-book.ts';
import { ruleFileAt } from '../../src/core/dream/rule-files.ts';

const front = (lines: string) => `---\n${lines}\n---\n\nUse CSS modules.`;

describe('where the rules of a file hold', () => {
  it.each([
    ['CLAUDE.md', 'x', undefined],
    ['.github/copilot-instructions.md', 'x', undefined],
    ['.clinerules/style.md', 'x', undefined],
    ['.cursor/rules/style.mdc', front('alwaysApply: true\nglobs: web/**'), undefined],
    ['.cursor/rules/style.mdc', front('globs: **/*.css'), undefined],
    ['.cursor/rules/web/style.mdc', front('globs: web/src/**/*.css, web/src/*.scss'), 'web/src'],
    ['.github/instructions/api.instructions.md', front('applyTo: "api/**/*.ts,web/**"'), undefined],
    ['.github/instructions/api.instructions.md', front("applyTo: 'api/**'"), 'api'],
    ['.claude/rules/api.md', front('paths:\n  - "api/v1/**"\n  - api/v2/**'), 'api'],
    ['packages/web/CLAUDE.md', 'x', 'packages/web'],
    ['packages/web/AGENTS.md', 'x', 'packages/web'],
  ])('of %s with %j is %s', (file, text, folder) => {
    expect(ruleFileAt(file, text)).toEqual({ file, text, ...(folder !== undefined && { folder }) });
  });

  it.each(['README.md', 'docs/CONTRIBUTING.md', '.cursor/rules/notes.md', '.github/instructions/readme.md'])(
    'is nowhere for %s',
    (file) => {
      expect(ruleFileAt(file, 'x')).toBeNull();
    },
  );
});

describe('what the rule files make of a text', () => {
  const book = ruleBook([
    { file: 'CLAUDE.md', text: front('name: x').replace('CSS modules', 'tabs in all files. Never commit `dist`') },
    { file: 'web/CLAUDE.md', folder: 'web', text: 'Use spaces in all files.\nWrite styles as\nCSS modules.' },
  ]);
  const kindOf = (text: string, folder = '') => book(text, folder).kind;

  it('is that they say it, over wrapped lines too, where they hold', () => {
    expect(kindOf('Write styles as CSS modules.', 'web/src')).toBe('said');
    expect(kindOf('Write styles as CSS modules.', 'website')).toBe('silent');
    expect(kindOf('Write styles as CSS modules.')).toBe('silent');
  });
  it('is that they say it only when they say all of it', () => {
    expect(kindOf('Use tabs in all files. Never commit `dist`.')).toBe('said');
    expect(kindOf('Use tabs in all files. Sort the imports by length.')).toBe('silent');
  });
  it('is that they deny it, each where it holds', () => {
    expect(book('Use spaces in all files.', '')).toMatchObject({ kind: 'denied', by: { file: 'CLAUDE.md' } });
    expect(book('Use tabs in all files.', 'web')).toMatchObject({ kind: 'denied', by: { file: 'web/CLAUDE.md' } });
  });
});
