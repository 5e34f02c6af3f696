import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseWorkspaceFacts } from '../../../src/core/dream/workspace-facts.ts';
import { checkCitation } from '../../../src/core/memory/citation.ts';

const declared = (file: string, text: string) =>
  parseWorkspaceFacts(new Map([[file, text]])).commands.map(({ command, body }) => `${command} = ${body}`);

describe('parseWorkspaceFacts', () => {
  it('reads the scripts of package.json for each runner', () => {
    expect(declared('package.json', '{"scripts":{"lint":"eslint ."}}')).toContain('npm run lint = eslint .');
  });
  it('reads tasks of mise.toml, quoted and short ones too', () => {
    expect(
      declared(
        'mise.toml',
        '[tasks.lint]\nrun = "golangci-lint run"\n\n[tasks."test:ci"]\ndescription = "all"\nrun = "go test ./..."\n\n[tasks]\nfmt = "gofmt -w ."\n',
      ),
    ).toEqual(['mise run lint = golangci-lint run', 'mise run test:ci = go test ./...', 'mise run fmt = gofmt -w .']);
  });
  it('reads targets of a Makefile, but not its variables', () => {
    expect(declared('Makefile', 'GO := go\nlint: deps\n\t@golangci-lint run\n')).toEqual([
      'make lint = golangci-lint run',
    ]);
  });
  it('declares nothing from a file that cannot be parsed', () => {
    expect(declared('package.json', '{"scripts":')).toEqual([]);
  });
  it('keeps the texts of rule files', () => {
    expect(parseWorkspaceFacts(new Map([['AGENTS.md', 'Use tabs.']])).rules).toEqual([
      { file: 'AGENTS.md', text: 'Use tabs.' },
    ]);
  });
});

describe('checkCitation', () => {
  const sha256 = createHash('sha256').update('b\nc').digest('hex');
  const citation = { file: 'a.txt', lines: [2, 3], sha256 } as const;

  it.each([
    ['holds', 'a\nb\nc\nd'],
    ['holds', 'new\nlines\na\nb\nc'],
    ['changed', 'a\nb\nC'],
    ['gone', null],
  ])('answers %s', (expected, text) => {
    expect(checkCitation(citation, text)).toBe(expected);
  });
});
