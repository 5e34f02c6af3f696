import { describe, expect, it } from 'vitest';
import { dependenciesIn } from '../../../src/core/dream/declared-dependencies.ts';
import { saidByCode } from '../../../src/core/dream/propose/said-by-code.ts';

const namesIn = (file: string, text: string) => dependenciesIn(file, text).map(({ name }) => name);

describe('what a workspace depends on', () => {
  it.each([
    ['package.json', '{"dependencies":{"zod":"4"},"devDependencies":{"@types/node":"24"}}', ['zod', '@types/node']],
    ['package.json', '{broken', []],
    [
      'go.mod',
      'module example.com/shop\n\nrequire github.com/spf13/cobra v1.9.1\nrequire (\n\tgithub.com/go-git/go-git/v5 v5.16.0\n\tgolang.org/x/text v0.29.0 // indirect\n)',
      ['github.com/spf13/cobra', 'github.com/go-git/go-git/v5'],
    ],
    [
      'Cargo.toml',
      '[package]\nname = "shop"\n[dependencies]\nserde = "1"\n[dev-dependencies.insta]\nversion = "1"',
      ['serde', 'insta'],
    ],
    [
      'pyproject.toml',
      '[project]\nname = "shop"\ndependencies = [\n  "httpx>=0.27",\n  "uvicorn[standard]",\n]\n[dependency-groups]\ndev = ["pytest"]\n[tool.poetry.dependencies]\npython = "^3.12"\nrich = "*"',
      ['rich', 'httpx', 'uvicorn', 'pytest'],
    ],
    ['requirements.txt', '# pinned\nrequests==2.32\n-r other.txt\nflask', ['requests', 'flask']],
    ['README.md', 'requests==2.32', []],
  ])('is read from %s', (file, text, names) => {
    expect(namesIn(file, text)).toEqual(names);
  });
});

describe('what the code says already', () => {
  const dependencies = [
    ...dependenciesIn('go.mod', 'require github.com/go-git/go-git/v5 v5.16.0'),
    ...dependenciesIn('package.json', '{"dependencies":{"@tanstack/react-query":"5","jest":"30","vitest":"4"}}'),
  ];

  it.each([
    ['We use go-git.', 'go.mod'],
    ['In this repo we use `go-git` here.', 'go.mod'],
    ['The project uses React Query.', 'package.json'],
    ["We're using the react-query library", 'package.json'],
  ])('%s', (sentence, file) => {
    expect(saidByCode(sentence, dependencies)).toBe(file);
  });

  it.each([
    'We use go-git instead of the git binary.',
    'We use go-git for reading alone.',
    'We never use go-git.',
    'Use go-git.',
    'We use zap.',
    // Both are declared, so that the code does not say which one.
    'We use Vitest.',
  ])('is not %s', (sentence) => {
    expect(saidByCode(sentence, dependencies)).toBeNull();
  });
});
