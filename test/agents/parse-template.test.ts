import { describe, expect, test } from 'vitest';
import { parseTemplate } from '../../src/core/agents/parse-template.ts';
import { type AgentTemplate, toolsLeft } from '../../src/core/agents/template.ts';

const TOOLS = ['read_file', 'list_folder', 'search_text', 'edit_file', 'create_file', 'run_command', 'memory'];

function parse(head: readonly string[], body = 'Do it well.', file = '.claude/agents/helper.md') {
  const text = ['---', ...head, '---', body].join('\n');
  return parseTemplate({ file, text, source: { kind: 'repository', file } }, TOOLS);
}

function template(head: readonly string[], body?: string, file?: string): AgentTemplate {
  const parsed = parse(['description: Helps.', ...head], body, file);
  if (parsed.kind === 'invalid') throw new Error(parsed.problem);
  return parsed.template;
}

function problems(head: readonly string[]): readonly string[] {
  const parsed = parse(['description: Helps.', ...head]);
  return parsed.kind === 'invalid' ? [parsed.problem] : parsed.problems;
}

describe('an agent’s file', () => {
  test('names the agent, or its file does', () => {
    expect(template(['name: code-reviewer']).name).toBe('code-reviewer');
    expect(template(['name: Code Reviewer']).name).toBe('code-reviewer');
    expect(template([]).name).toBe('helper');
    expect(template([], 'x', '.github/agents/planner.agent.md').name).toBe('planner');
  });

  test.each([
    [
      'a text as Claude Code writes it',
      ['tools: Read, Grep, Bash'],
      ['read_file', 'list_folder', 'search_text', 'run_command'],
    ],
    [
      'a list in brackets as GitHub writes it',
      ["tools: ['edit', 'search']"],
      ['edit_file', 'create_file', 'search_text', 'list_folder'],
    ],
    ['a list of lines', ['tools:', '  - read_file', '  - memory'], ['read_file', 'memory']],
    ['a list of lines that is not indented', ['tools:', '- memory'], ['memory']],
    ['a tool with a pattern', ['tools: Bash(npm test:*, npm run:*)'], ['run_command']],
    ['none', ['tools: []'], []],
  ])('takes tools as %s', (_, head, tools) => {
    expect(template(head).tools).toEqual(tools);
  });

  test.each([[[]], [['tools: "*"']], [['tools: all']]])(
    'that names no tools, or all, has those of its session',
    (head) => {
      expect(template(head).tools).toBeNull();
    },
  );

  test('keeps a description with colons, quotes and examples, as many have it', () => {
    const description = 'description: Use for reviews. Examples: user: "check: this" → it checks it';
    const parsed = parse([description]);
    expect(parsed.kind === 'template' && parsed.template.description).toBe(
      'Use for reviews. Examples: user: "check: this" → it checks it',
    );
  });

  test('takes a description over several lines', () => {
    const parsed = parse(['description: >-', '  Use it', '  for reviews.', 'model: sonnet']);
    expect(parsed).toMatchObject({
      kind: 'template',
      template: { description: 'Use it for reviews.', model: 'sonnet' },
    });
  });

  test('chooses a model, or that of its session', () => {
    expect(template(['model: opus']).model).toBe('opus');
    expect(template(['model: inherit']).model).toBeNull();
    expect(template([]).model).toBeNull();
  });

  test('chooses whose memory it has', () => {
    expect(template(['memory: own']).memory).toBe('own');
    expect(template(['memory: none']).memory).toBe('none');
    expect(template([]).memory).toBe('shared');
    // Claude Code's scope of that name is where its files lie.
    expect(template(['memory: project']).memory).toBe('shared');
  });

  test('may choose plan mode', () => {
    expect(template(['permissionMode: plan']).isReadOnly).toBe(true);
    expect(template([]).isReadOnly).toBe(false);
  });

  test('is another version as soon as a letter of it changes', () => {
    expect(template([]).hash).toMatch(/^[0-9a-f]{64}$/u);
    expect(template([], 'Do it.').hash).not.toBe(template([], 'Do it!').hash);
  });

  test.each([
    ['no front matter', 'Just text.', /no front matter/u],
    ['front matter that does not end', '---\ndescription: x\nText.', /no front matter/u],
    ['no description', '---\nname: x\n---\nText.', /no description/u],
    ['no instructions', '---\ndescription: x\n---\n', /no instructions/u],
    ['a name that is none', '---\nname: ../x\ndescription: x\n---\nText.', /is no name/u],
    ['too much to say', `---\ndescription: x\n---\n${'a'.repeat(32_001)}`, /longer than 32000/u],
  ])('with %s is told in one line', (_, text, problem) => {
    const parsed = parseTemplate({ file: 'a.md', text, source: { kind: 'built-in' } }, TOOLS);
    expect(parsed).toMatchObject({ kind: 'invalid', problem: expect.stringMatching(problem) });
    expect(parsed.kind === 'invalid' && parsed.problem).not.toContain('\n');
  });
});

describe('an agent’s file can only narrow', () => {
  test.each(['acceptEdits', 'bypassPermissions', 'dontAsk'])('%s is left aside and told', (mode) => {
    expect(problems([`permissionMode: ${mode}`])).toEqual([expect.stringContaining('your rules stand')]);
  });

  test('a tool that there is not is left out and told', () => {
    expect(problems(['tools: Read, WebFetch, mcp__github__merge'])).toEqual([
      '.claude/agents/helper.md: there is no tool "WebFetch" here; it is left out.',
      '.claude/agents/helper.md: there is no tool "mcp__github__merge" here; it is left out.',
    ]);
  });

  test('it gets no tool that its session has not', () => {
    const session = ['read_file', 'memory'];
    expect(toolsLeft(template(['tools: Read, Bash']), session)).toEqual(['read_file']);
    expect(toolsLeft(template([]), session)).toEqual(session);
    expect(toolsLeft(template(['disallowedTools: memory']), session)).toEqual(['read_file']);
  });
});
