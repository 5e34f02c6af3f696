import { describe, expect, it } from 'vitest';
import { aCommandLine } from './a-command-line.ts';

describe('arguments that are off', () => {
  it.each([
    [['nonsense'], 'is not a command'],
    [['import'], 'import needs a file or a folder'],
    [['import', 'x', '--trust', 'maybe'], '--trust is "user" or "none"'],
    [['import', 'x', '--format', 'odd'], '--format is one of plain, claude-code'],
    [['import', 'x', '--bogus'], "Unknown option '--bogus'"],
    [['sessions', 'extra'], 'sessions does not take "extra"'],
    [['recall'], 'recall needs one question'],
    [['recall', '  '], 'recall needs one question'],
    [['recall', 'lint', '--queries', 'f.jsonl'], 'recall needs one question'],
    [['recall', 'lint', '-k', '0'], '-k is a whole number'],
    [['recall', 'lint', '-k', 'many'], '-k is a whole number'],
    [['recall', 'lint', '--in', 'nowhere'], '--in is "memories", "sessions" or "all"'],
    [['recall', 'lint', '--as-of', 'then'], '--as-of is a date'],
    [['recall', 'lint', '--jsn'], "Unknown option '--jsn'"],
    [['remember'], 'remember needs a text'],
    [['remember', 'x', '--kind', 'odd'], '--kind is one of fact'],
    [['memories', 'extra'], 'memories does not take "extra"'],
    [['memories', '--path'], "Option '--path' argument is ambiguous"],
    [['check', 'extra'], 'check does not take "extra"'],
    [['dream', 'extra'], 'dream does not take "extra"'],
    [['dream', '--engine', 'odd'], '--engine "odd" is not known'],
    [['dream', '--since', 'then'], '--since is a date'],
    [['dream', '--until', 'then'], '--until is a date'],
    [['dream', '--max-cost', 'much'], '--max-cost is an amount'],
    [['review', 'odd'], 'review odd is not known'],
    [['review', 'list', 'prp_1'], 'review list takes no id'],
    [['review', 'show'], 'name a proposal'],
    [['review', 'approve'], 'name a proposal'],
    [['review', 'reject'], 'name a proposal'],
    [['undo'], 'undo needs the id of one dream'],
    [['undo', 'a', 'b'], 'undo needs the id of one dream'],
    [['audit', 'odd'], 'audit odd is not known'],
    [['audit', 'verify', 'extra'], 'audit verify does not take "extra"'],
    [['audit', 'export', '--format', 'xml'], '--format is "jsonl" or "csv"'],
    [['stats', 'extra'], 'stats does not take "extra"'],
    [['stats', '--now', 'yesterday'], '--now is a time'],
  ])('%j: exit 2, one line that says the mend, nothing on stdout', async (argv, message) => {
    const { code, out, errors } = await aCommandLine().run(...argv, '--json');
    expect({ code, out }).toEqual({ code: 2, out: [] });
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain(message);
    expect(errors[0]).not.toContain('\n');
  });

  it('shows the commands without a command, and what one takes when asked', async () => {
    const { run } = aCommandLine();
    expect((await run()).code).toBe(2);
    expect((await run('help')).out.join()).toContain('audit');
    expect((await run('dream', '--help')).out.join()).toContain('dream [--engine');
  });
});

describe('a text that begins with a dash', () => {
  it.each([['--no-verify'], ['-x'], ['--no-verify skips the hooks'], ['- a list item']])(
    '%j is asked for, and remembered',
    async (text) => {
      const { run } = aCommandLine();
      expect(await run('remember', text, '--path', '/dash.md')).toMatchObject({ code: 0 });
      expect((await run('memories', '--json')).json()).toMatchObject({ memories: [{ text, path: '/dash.md' }] });
      expect(await run('recall', text, '-k', '3', '--json')).toMatchObject({ code: 0, errors: [] });
    },
  );

  it('may stand behind two dashes among words, with options before them', async () => {
    const { run } = aCommandLine();
    expect((await run('remember', '--kind', 'pitfall', '--', 'never', '--no-verify', '--json')).code).toBe(0);
    const { out } = await run('memories');
    expect(out.join()).toContain('never --no-verify --json');
  });
});
