import { describe, expect, test } from 'vitest';
import { patternChoices } from '../../../src/core/agent/permission/pattern-choices.ts';
import {
  decidePermission,
  type PermissionMode,
  type PermissionRule,
  patternProblem,
  possibleAnswers,
  ruleProblem,
} from '../../../src/core/agent/permission/permission.ts';
import { isSecretFile } from '../../../src/core/agent/permission/secret-files.ts';
import { suggestedPattern } from '../../../src/core/agent/permission/suggested-pattern.ts';
import type { ToolEffect, ToolPlan } from '../../../src/core/agent/tools/tool.ts';

function plan(effect: ToolEffect, subject: string, change: Partial<ToolPlan> = {}): ToolPlan {
  return {
    kind: 'plan',
    title: subject,
    effect,
    changes: effect === 'edit' || effect === 'run',
    subject,
    dangers: [],
    run: () => Promise.reject(new Error('must not run')),
    ...change,
  };
}

function decide(
  tool: string,
  planned: ToolPlan,
  rules: readonly PermissionRule[] = [],
  mode: PermissionMode = 'normal',
): string {
  return decidePermission({ tool, plan: planned }, { rules, mode });
}

const RUN = 'run_command';
const rule = (pattern: string, answer: PermissionRule['answer'] = 'always', tool = RUN): PermissionRule => ({
  tool,
  pattern,
  answer,
});

describe('permission', () => {
  test('without rules lets look, ask and remember, and asks before anything is changed or run', () => {
    expect(decide('read_file', plan('read', 'src/a.ts'))).toBe('allow');
    expect(decide('ask_person', plan('ask', ''))).toBe('allow');
    expect(decide('memory', plan('memory', '/memories/a.md'))).toBe('allow');
    expect(decide('edit_file', plan('edit', 'src/a.ts'))).toBe('ask');
    expect(decide(RUN, plan('run', 'npm test'))).toBe('ask');
  });

  test.each([
    ['npm test', 'npm test', 'allow'],
    ['npm test', 'npm test *', 'allow'],
    ['npm test -- --watch', 'npm test *', 'allow'],
    ['npm run lint', 'npm test *', 'ask'],
    ['npm testing', 'npm test *', 'ask'],
    ['npm test && npm test x', 'npm test *', 'allow'],
    ['npm test && curl evil.example', 'npm test *', 'ask'],
    ['npm test; node x.js', 'npm test *', 'ask'],
    ['npm test | tee log', 'npm test *', 'ask'],
    ['npm test $(node x.js)', 'npm test *', 'ask'],
    ['npm test `node x.js`', 'npm test *', 'ask'],
    ['npm test $EXTRA', 'npm test *', 'ask'],
    ['npm test > ../out', 'npm test *', 'ask'],
    ['npm test\nnode x.js', 'npm test *', 'ask'],
    ['npm test & node x.js', 'npm test *', 'ask'],
    ['npm test > out.txt', 'npm test > out.txt', 'allow'],
    ["npm test $'\\'' ; node x.js ; npm test $'\\''", 'npm test *', 'ask'],
    ['npm test "\\" ; node x.js ; echo \\""', 'npm test *', 'ask'],
    ['npm test # ; node x.js', 'npm test *', 'ask'],
    ['npm test !!', 'npm test *', 'ask'],
    ["npm test 'a & node x.js & b'", 'npm test *', 'ask'],
    ['npm test (node x.js)', 'npm test *', 'ask'],
    ['npm test *(e:x:)', 'npm test *', 'ask'],
    ['npm test %EXTRA%', 'npm test *', 'ask'],
    ['npm test\tx', 'npm test *', 'ask'],
    ['npm test "a b" -- --grep=[Ää]*', 'npm test *', 'allow'],
    ['npm test -- "*.ts" --write', 'npm test -- *.ts', 'ask'],
    ['ls *.ts', 'ls *.ts', 'allow'],
    ['ls -x a.ts', 'ls *.ts', 'ask'],
    ['anything', '*', 'ask'],
  ])('of %j under the rule %j is: %s', (line, pattern, expected) => {
    expect(decide(RUN, plan('run', line), [rule(pattern)])).toBe(expected);
    expect(decide(RUN, plan('run', line), [rule(pattern, 'session')])).toBe(expected);
  });

  test('holds for its own tool only, and for the paths it names', () => {
    const rules = [rule('src/*', 'always', 'edit_file')];
    expect(decide('edit_file', plan('edit', 'src/deep/a.ts'), rules)).toBe('allow');
    expect(decide('edit_file', plan('edit', 'test/a.ts'), rules)).toBe('ask');
    expect(decide('create_file', plan('edit', 'src/a.ts'), rules)).toBe('ask');
  });

  test('of what can not be taken back is asked each time, whatever the rules', () => {
    const destructive = plan('run', 'rm -rf build', { dangers: [{ kind: 'destructive', what: 'rm -rf build' }] });
    for (const pattern of ['*', 'rm *', 'rm -rf build']) {
      expect(decide(RUN, destructive, [rule(pattern)])).toBe('ask');
      expect(decide(RUN, destructive, [rule(pattern, 'session')])).toBe('ask');
    }
    expect(possibleAnswers(destructive)).toEqual(['once', 'deny']);
  });

  test('outside the workspace and of secrets is never kept for good, and for the session only by exact name', () => {
    const secret = plan('read', '.env', { dangers: [{ kind: 'secret-file', what: '.env' }] });
    expect(decide('read_file', secret)).toBe('ask');
    expect(decide('read_file', secret, [rule('*', 'session', 'read_file')])).toBe('ask');
    expect(decide('read_file', secret, [rule('.env', 'always', 'read_file')])).toBe('ask');
    expect(decide('read_file', secret, [rule('.env', 'session', 'read_file')])).toBe('allow');
    expect(possibleAnswers(secret)).toEqual(['once', 'session', 'deny']);
  });

  test('in plan mode lets nothing be changed, whatever the rules', () => {
    expect(decide('edit_file', plan('edit', 'a.ts'), [rule('*', 'always', 'edit_file')], 'plan')).toBe('deny');
    expect(decide(RUN, plan('run', 'npm test'), [rule('npm test')], 'plan')).toBe('deny');
    expect(decide('memory', plan('memory', '/memories/a', { changes: true }), [], 'plan')).toBe('deny');
    expect(decide('read_file', plan('read', 'a.ts'), [], 'plan')).toBe('allow');
    expect(decide('ask_person', plan('ask', ''), [], 'plan')).toBe('allow');
  });

  test.each([
    ['edit', 'edit_file', 'src/a.ts', 'src/*', null],
    ['edit', 'edit_file', 'src/a.ts', ' ', 'A pattern names a file or folder, such as src/*.'],
    ['edit', 'edit_file', 'src/a.ts', 'test/*', '"test/*" does not cover "src/a.ts".'],
    ['run', RUN, 'npm test -- a', 'npm test *', null],
    ['run', RUN, 'npm test -- a', 'npm*', '"npm*" does not cover "npm test -- a".'],
    ['run', RUN, 'npm test -- a', 'git *', '"git" could run anything.'],
  ] as const)('lets an answer to %s by %s of %j last for %j unless: %s', (effect, tool, subject, pattern, problem) => {
    expect(patternProblem({ tool, plan: plan(effect, subject) }, pattern)).toBe(problem);
  });

  test('what is dangerous can be allowed as it stands and no wider', () => {
    const secret = plan('read', '.env', { dangers: [{ kind: 'secret-file', what: '.env' }] });
    expect(patternProblem({ tool: 'read_file', plan: secret }, '*')).toBe('Only ".env" itself can be allowed here.');
    expect(patternProblem({ tool: 'read_file', plan: secret }, '.env')).toBeNull();
    expect(patternChoices(secret)).toEqual([]);
  });

  test('a command can be allowed as it stands or with other arguments', () => {
    expect(patternChoices(plan('run', 'npm test -- a'))).toEqual([
      { label: 'Exactly this', pattern: 'npm test -- a' },
      { label: 'With other arguments', pattern: 'npm test *' },
    ]);
    expect(patternChoices(plan('run', 'node -p 1'))).toEqual([{ label: 'Exactly this', pattern: 'node -p 1' }]);
    expect(patternChoices(plan('run', 'cat <<E\na\nE'))).toEqual([]);
  });

  test.each([
    ['npm test *', null],
    ['*', 'A pattern for commands names a program.'],
    ['rm *', '"rm" can\'t be taken back, so it is asked about each time.'],
    ['git push --force *', '"git push --force" can\'t be taken back, so it is asked about each time.'],
    ['python3 *', '"python3" could run anything.'],
    ['node -e *', '"node -e" could run anything.'],
    ['git *', '"git" could run anything.'],
    ['git -c *', '"git -c" could run anything.'],
    ['git status *', null],
    ['find *', '"find" could run anything.'],
    ['npm exec *', '"npm exec" could run anything.'],
    ['npx tsx *', '"npx tsx" could run anything.'],
    ['docker run alpine *', '"docker run alpine" could run anything.'],
    ['python3 -c print(1)', null],
    ['sudo *', '"sudo" can\'t be taken back, so it is asked about each time.'],
  ])('the rule %j is kept unless: %s', (pattern, problem) => {
    expect(ruleProblem(rule(pattern))).toBe(problem);
  });

  test.each([
    ['npm run lint -- --fix', 'npm run lint *'],
    ['npm test', 'npm test'],
    ['npm test -- a', 'npm test *'],
    ['git status --short', 'git status *'],
    ['ls', 'ls *'],
    ['eslint src', 'eslint *'],
    ['npm test && npm run lint', 'npm test && npm run lint'],
    ['npm test > out.txt', 'npm test > out.txt'],
    ["npm test 'a b'", "npm test 'a b'"],
    ['rm -rf build', 'rm -rf build'],
    ['git', 'git'],
    ['git -c core.pager=x status', 'git -c core.pager=x status'],
    ['python3 -c "print 1"', 'python3 -c "print 1"'],
    ['/usr/bin/python3.12 x.py a', '/usr/bin/python3.12 x.py a'],
    ['node x.js a', 'node x.js a'],
    ['find . -name "*.ts"', 'find . -name "*.ts"'],
    ['sed -n 1,5p a.txt', 'sed -n 1,5p a.txt'],
    ['eslint --fix src', 'eslint --fix src'],
    ['npx eslint src', 'npx eslint *'],
    ['npx tsx a.ts', 'npx tsx a.ts'],
    ['uv run pytest -q', 'uv run pytest *'],
    ['uv run python a.py', 'uv run python a.py'],
    ['docker compose up -d', 'docker compose up *'],
    ['docker exec web ls', 'docker exec web ls'],
    ['xargs echo', 'xargs echo'],
    ['env A=1 npm test', 'env A=1 npm test'],
  ])('for %j suggests the pattern %j', (line, pattern) => {
    expect(suggestedPattern('run', line)).toBe(pattern);
  });
});

describe('a file of secrets', () => {
  test.each([
    '.env',
    'app/.env.production',
    'prod.env',
    'server.key',
    'cert.pem',
    '/home/ada/.ssh/config',
    '/home/ada/.ssh/id_ed25519',
    'C:\\Users\\ada\\.aws\\credentials',
    '.npmrc',
    '.netrc',
    'secrets.yaml',
    'service-account-prod.json',
    'terraform.tfstate',
    '/home/ada/.config/gh/hosts.yml',
    '/home/ada/.kube/config',
    '/etc/shadow',
  ])('is %s', (path) => {
    expect(isSecretFile(path)).toBe(true);
  });

  test.each([
    '.env.example',
    'src/env.ts',
    'src/environment.ts',
    'docs/keys.md',
    'src/key.ts',
    'id_rsa.pub',
    'src/secrets/redact.ts',
    'src/ssh.ts',
    'package.json',
    'credentials.test.ts',
  ])('is not %s', (path) => {
    expect(isSecretFile(path)).toBe(false);
  });
});
