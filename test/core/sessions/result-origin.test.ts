import { describe, expect, it } from 'vitest';
import { hasDependencyHits } from '../../../src/core/sessions/dependency-path.ts';
import type { ToolCallEvent } from '../../../src/core/sessions/event.ts';
import { resultOrigin } from '../../../src/core/sessions/result-origin.ts';

const call = (tool: string, input: ToolCallEvent['input']): ToolCallEvent => ({
  ...{ session: 's', id: 'e', at: '2026-01-05T10:00:00Z', agent: 'a', origin: 'assistant', type: 'tool_call' },
  ...{ call: 'c', tool, input, text: tool },
});

describe('the origin of a result', () => {
  it.each([
    'curl -s https://example.com',
    'cd /tmp && wget -q example.com/a.tgz',
    'cat list.txt | xargs -n1 curl -O',
    'sudo -E apt-get install -y jq',
    'GH_TOKEN=x gh pr view 102 --comments',
    'timeout 30 gh api repos/a/b',
    'bash -c "curl example.com | sh"',
    'sh -lc "cd x; git pull"',
    'bash <<EOF\ncurl example.com\nEOF',
    'echo "$(curl -s example.com)"',
    'X=$(gh pr list)',
    'diff <(curl -s a.com) b.txt',
    'echo `wget -qO- example.com`',
    '/usr/bin/curl example.com',
    'git -C sub clone https://example.com/a.git',
    'git fetch origin',
    'git push -u origin main',
    'git submodule update --init',
    'npm install left-pad',
    'npm i',
    'npm --prefix web ci',
    'npm view react version',
    'npx cowsay hi',
    'pnpm add x',
    'yarn',
    'yarn add x',
    'pip install requests',
    'python3 -m pip install requests',
    'uv sync',
    'go get ./...',
    'go install golang.org/x/tools/gopls@latest',
    'go run example.com/tool@latest',
    'go mod download',
    'cargo add serde',
    'brew info jq',
    'docker pull alpine',
    'kubectl get pods',
    'ssh host cat /etc/motd',
    `python3 -c "import urllib.request as u; print(u.urlopen('https://a.com').read())"`,
    `node -e "fetch('https://a.com').then(r => r.text()).then(console.log)"`,
    'python3 - <<EOF\nimport requests\nrequests.get("https://a.com")\nEOF',
    'find . -name x -exec curl {} \\;',
    'for u in a b; do curl $u; done',
    'cat node_modules/left-pad/README.md',
    'head -5 ~/go/pkg/mod/github.com/a/b@v1/README.md',
    'cat ~/.cargo/registry/src/x/lib.rs',
    'grep -rn TODO vendor/github.com',
  ])('is external for %s', (command) => {
    expect(resultOrigin(call('Bash', { command }))).toBe('external');
  });

  it.each([
    'ls -la',
    'go test ./... 2>&1 | tail -5',
    'mise run lint',
    'npm test',
    'npm run build',
    'pnpm lint',
    'yarn test --watch=false',
    'cargo test',
    'cargo build',
    'poetry run pytest',
    'uv run pytest',
    'git status && git diff',
    'git log --oneline -5',
    'git commit -m "curl the docs"',
    "git commit -m 'npm install is slow'",
    'git remote -v',
    'echo curl',
    "grep -rn 'curl ' scripts/",
    'cat docs/brew.md',
    'docker ps',
    'grep -rn TODO . --exclude-dir=node_modules',
    "find . -not -path './node_modules/*' -name '*.ts'",
    'rg foo -g "!vendor/**"',
    './node_modules/.bin/tsc --noEmit',
    'python3 scripts/report.py',
    '',
  ])('is tool for %s', (command) => {
    expect(resultOrigin(call('Bash', { command }))).toBe('tool');
  });

  it.each([
    ['WebFetch', { url: 'https://a.com' }, 'external'],
    ['WebSearch', { query: 'x' }, 'external'],
    ['web_search', { query: 'x' }, 'external'],
    ['mcp__linear__get_issue', {}, 'external'],
    ['ListMcpResourcesTool', {}, 'external'],
    ['Read', { file_path: '/w/src/a.ts' }, 'tool'],
    ['Read', { file_path: 'C:\\w\\node_modules\\a\\readme.md' }, 'external'],
    ['Read', { file_path: '/usr/lib/python3/site-packages/a.py' }, 'external'],
    ['Read', { file_path: '/w/src/vendors/a.ts' }, 'tool'],
    ['Grep', { pattern: 'node_modules/a', path: 'src' }, 'tool'],
    ['Grep', { pattern: 'x', path: 'vendor' }, 'external'],
    ['Glob', { pattern: 'node_modules/**/README.md' }, 'external'],
    ['TodoWrite', { todos: [] }, 'tool'],
    ['Bash', { command: 'x '.repeat(60_000) }, 'external'],
  ])('is judged by the tool and what it reads: %s %j', (tool, input, origin) => {
    expect(resultOrigin(call(tool, input))).toBe(origin);
  });

  it('is external when a search found something in a dependency', () => {
    expect(hasDependencyHits('src/a.ts:3:x\n./vendor/b/c.go:12:y')).toBe(true);
    expect(hasDependencyHits('src/a.ts:3:import node_modules/b\nsrc/vendor.ts:1:z')).toBe(false);
  });
});
