import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandOutput } from '../../../src/core/agent/tools/command-output.ts';
import { cutText } from '../../../src/core/agent/tools/cut-text.ts';
import { readFileTool } from '../../../src/core/agent/tools/read-file.ts';
import { runCommandTool } from '../../../src/core/agent/tools/run-command.ts';
import type { ToolContext } from '../../../src/core/agent/tools/tool.ts';
import { type TemporaryWorkspace, temporaryWorkspace } from '../temporary-workspace.ts';
import { planned, toolContext, use } from './tool-context.ts';

let workspace: TemporaryWorkspace;
let context: ToolContext;
beforeEach(() => {
  workspace = temporaryWorkspace({ 'sub/a.txt': 'a\n', '.env': 'KEY=1' });
  context = toolContext({ workspace });
});
afterEach(() => workspace.remove());

async function dangers(command: string, folder = '.'): Promise<readonly string[]> {
  const plan = await planned(runCommandTool, { command, folder }, context);
  return plan.dangers.map(({ kind, what }) => `${kind}: ${what}`);
}

describe('run_command', () => {
  test('says the command before it runs it, and answers with exit code and output', async () => {
    const input = { command: 'cat a.txt; echo trouble >&2; exit 3', folder: 'sub' };
    const plan = await planned(runCommandTool, input, context);
    expect(plan).toMatchObject({ effect: 'run', changes: true, subject: input.command, title: `run ${input.command}` });
    const outcome = await use(runCommandTool, input, context);
    expect(outcome).toMatchObject({ isError: true, summary: 'exit 3', origin: 'tool' });
    expect(outcome.text).toMatch(/^Exit code 3\.\n/u);
    expect(outcome.text).toContain('trouble');
  });

  test('tells what is printed while it runs', async () => {
    const heard: string[] = [];
    const plan = await planned(runCommandTool, { command: 'echo one; echo two' }, context);
    await plan.run(new AbortController().signal, (piece) => heard.push(piece));
    expect(heard.join('')).toBe('one\ntwo\n');
  });

  test('ends a command that never ends, with all that it started', async () => {
    const command = 'echo begun; sleep 600 & sleep 600';
    const outcome = await use(runCommandTool, { command, timeout_seconds: 1 }, context);
    expect(outcome).toMatchObject({ isError: true, summary: 'timed out' });
    expect(outcome.text).toContain('It had not ended after 1 seconds and was stopped.');
    expect(outcome.text).toContain('begun');
  });

  test('stops when the turn is stopped, and keeps what was printed', async () => {
    const stop = new AbortController();
    const plan = await planned(runCommandTool, { command: 'echo begun; sleep 600' }, context);
    const outcome = await plan.run(stop.signal, () => stop.abort());
    expect(outcome).toMatchObject({ isError: true, summary: 'stopped' });
    expect(outcome.text).toContain('begun');
  });

  test('cuts ten megabytes to head and tail, and keeps all of it to be read', async () => {
    const command = "yes 'a line of much output' | head -c 10000000; echo the end";
    const outcome = await use(runCommandTool, { command }, context);
    expect(outcome.text.length).toBeLessThan(32_000);
    expect(outcome.text).toMatch(
      /\[… \d+ characters left out\. All of it is kept: read_file with the path output:1 …\]/u,
    );
    expect(outcome.text).toMatch(/the end$/u);
    const middle = await use(readFileTool, { path: 'output:1', first_line: 200_000, line_count: 1 }, context);
    expect(middle.text).toContain('200000\ta line of much output');
  });

  test.each([
    ['curl https://example.com', 'external'],
    ['gh pr view 3', 'external'],
    ['npm install left', 'external'],
    ['cat node_modules/left/readme.md', 'external'],
    ['npm test', 'tool'],
  ])('counts the output of %s as %s', async (command, origin) => {
    const quiet = { ...workspace, runCommand: async () => ({ kind: 'exited' as const, exitCode: 0 }) };
    const event = { ...context.event, tool: 'run_command', input: { command } };
    const outcome = await use(runCommandTool, { command }, { ...context, workspace: quiet, event });
    expect(outcome.origin).toBe(origin);
  });

  test('needs consent for what can not be taken back, for secrets and for what lies outside', async () => {
    expect(await dangers('npm test')).toEqual([]);
    expect(await dangers('npm test > /dev/null 2>&1')).toEqual([]);
    expect(await dangers('cat sub/../sub/a.txt')).toEqual([]);
    expect(await dangers('cat ../sub/a.txt', 'sub')).toEqual([]);
    expect(await dangers('rm -rf sub')).toEqual(['destructive: rm -rf sub']);
    expect(await dangers('cat .env')).toEqual(['secret-file: .env']);
    expect(await dangers('cat < .env')).toEqual(['secret-file: .env']);
    expect(await dangers('cat ~/.ssh/id_rsa')).toEqual([
      'secret-file: ~/.ssh/id_rsa',
      'outside-workspace: ~/.ssh/id_rsa',
    ]);
    expect(await dangers('echo x > /etc/motd.new')).toEqual(['outside-workspace: /etc/motd.new']);
    expect(await dangers('bash -c "cat ../other/a"')).toEqual(['outside-workspace: ../other/a']);
    expect(await dangers('ls', '..')).toEqual([`outside-workspace: ${(await workspace.locate('..')).path}`]);
    expect(await dangers('tool --config=/etc/tool.conf')).toEqual(['outside-workspace: /etc/tool.conf']);
  });

  test.each([
    ['cat .e*', 'secret-file: .env'],
    ['cat .en?', 'secret-file: .env'],
    ['git show HEAD:.env', 'secret-file: .env'],
    ['grep -r KEY .', 'secret-file: .env'],
    ['rg --hidden KEY', 'secret-file: .env'],
    ['tar cf all.tar sub .', 'secret-file: .env'],
    ['cat out/passwd', 'outside-workspace: out/passwd'],
    ['cat out/*', 'outside-workspace: '],
    ['echo x > sub/a.txt', 'destructive: writes over sub/a.txt'],
    ['mv .env sub/a.txt', 'destructive: writes over sub/a.txt'],
    ['echo x | tee sub/a.txt', 'destructive: writes over sub/a.txt'],
    ['cp note.txt ../sub/a.txt', 'outside-workspace: ../sub/a.txt'],
    ['npx rimraf sub', 'destructive: rimraf sub'],
    ['pnpm dlx rimraf sub', 'destructive: rimraf sub'],
    ['git checkout sub/a.txt', 'destructive: git checkout sub/a.txt'],
    ['git commit --amend', 'destructive: git commit --amend'],
    ['git rebase main', 'destructive: git rebase main'],
  ])('sees through %j', async (command, danger) => {
    symlinkSync('/etc', join(workspace.root, 'out'));
    expect((await dangers(command)).join('\n')).toContain(danger);
  });

  test('is told of at once, however many stars a pattern has', async () => {
    workspace.write(`${'a'.repeat(200)}.txt`, '');
    expect(await dangers(`cat ${'*a'.repeat(60)}b`)).toEqual([]);
  });

  test.each([
    'cat sub/*.txt',
    'cat *',
    'grep -rn x sub',
    'rg KEY',
    'echo x > sub/new.txt',
    'echo x >> sub/a.txt',
    'echo x | tee -a sub/a.txt',
    'mv sub/a.txt sub/b.txt',
    'cp -n x sub/a.txt',
    'git checkout feature/x',
    'git rebase --continue',
    'git show HEAD:sub/a.txt',
    'npx eslint sub',
  ])('does not ask because of %j', async (command) => {
    expect(await dangers(command)).toEqual([]);
  });

  test.each([
    ['cat ~/notes.txt', '~/notes.txt'],
    ['cat ~ann/notes.txt', '~ann/notes.txt'],
    ['cd', '~'],
    ['cat "$HOME/my notes.txt"', '$HOME/my notes.txt'],
    [`cat "\${HOME}/my notes.txt"`, `\${HOME}/my notes.txt`],
    [`cat \${HOME}/notes.txt`, `\${HOME}/notes.txt`],
    [`cat sub/\${HOME}`, `sub/\${HOME}`],
    ['type %USERPROFILE%\\\\notes.txt', '%USERPROFILE%\\notes.txt'],
    ['cat "/etc/my file"', '/etc/my file'],
    ["cat '../other/my file'", '../other/my file'],
    ['cat < "/etc/my file"', '/etc/my file'],
    ['echo x > "/etc/motd"', '/etc/motd'],
  ])('asks of %j because %j lies outside', async (command, what) => {
    expect(await dangers(command)).toContain(`outside-workspace: ${what}`);
  });

  test.each([
    'git commit -m "docs: and/or, see ../README and the rest"',
    "awk '/^total/ { print $2 }' sub/a.txt",
    'node --eval "\n/x/.test(process.argv)\n"',
    'git show HEAD~1',
  ])('takes nothing in %j for a place outside', async (command) => {
    expect(await dangers(command)).toEqual([]);
  });

  test.each([
    ['of PowerShell, which knows no backslash', 'echo "\\" ; rm -r x ; echo \\""'],
    ['of a zsh without comments', 'npm test # ; rm -r x'],
    ['that no here-document begins in a string', 'echo "<<END"\nrm -r x\nEND'],
    ['that no here-document begins in a sum', 'echo $((1<<two))\nrm -r x'],
  ])('takes back nothing for sure under the reading %s', async (_, command) => {
    expect((await dangers(command)).join('\n')).toMatch(/^destructive: rm -r x/mu);
  });

  test('a path of Windows lies outside, however a shell reads its backslashes', async () => {
    expect(await dangers('type C:\\Users\\ann\\.ssh\\id_rsa')).toContain('secret-file: C:\\Users\\ann\\.ssh\\id_rsa');
  });

  test.each([
    '$TOOL --all',
    '/bin/r? -rf x',
    '{rm,-rf,x}',
    'env -S "rm -rf x"',
    'f() { rm -rf x; }; f',
    "trap 'rm -rf x' EXIT",
    'case a in a) rm -rf x;; esac',
  ])('can not tell for sure what %j runs', async (command) => {
    expect((await dangers(command)).join('\n')).toMatch(/^(?:unclear|destructive): /mu);
  });

  test.each([
    'npm test -- "$NAME"',
    '[ -f a.txt ] && cat a.txt',
    '[[ -n $CI ]] || npm test',
    'for f in *.ts; do wc -l "$f"; done',
    'git commit -m "say \\"hi\\""',
    'git commit -m "$(cat <<\'END\'\nfix: rm is gone\nrm\nEND\n)"',
    'cat > sub/new.txt <<END\nrm all\nEND',
    'find . -name "*.ts" -exec wc {} \\;',
    'A=1 npm test',
    '(cd sub && npm test)',
    'echo "a # b" \'c\'',
  ])('has no doubt about %j', async (command) => {
    expect(await dangers(command)).toEqual([]);
  });

  test('does not run nothing', async () => {
    expect((await use(runCommandTool, { command: ' ' }, context)).text).toBe('"command" is empty.');
  });
});

describe('what a command printed', () => {
  test('is shown without colours, and a line written over as it was in the end', () => {
    const output = new CommandOutput();
    output.add('\u001b[31mred\u001b[0m\r\n10%\r50%\r100%\nnext\u001b]0;title\u0007');
    expect(output.text()).toBe('red\n100%\nnext');
  });

  test('of a flood keeps the beginning and the end', () => {
    const output = new CommandOutput();
    output.add('the start\n');
    for (let index = 0; index < 40; index += 1) output.add('x'.repeat(1_000_000));
    output.add('\nthe end');
    const text = output.text();
    expect(text.length).toBeLessThan(18_000_000);
    expect(text.startsWith('the start')).toBe(true);
    expect(text.endsWith('the end')).toBe(true);
    expect(text).toMatch(/\[… \d+ characters were not kept …\]/u);
  });

  test('is cut at line ends and never within a character', () => {
    const cut = cutText('🌙'.repeat(1_000), 101, 'More');
    expect(cut).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
    expect(cutText('short', 100, 'More')).toBe('short');
  });
});
