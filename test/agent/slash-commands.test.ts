import { describe, expect, test } from 'vitest';
import type { SlashContext } from '../../src/core/agent/commands/slash-command.ts';
import { parseSlash, SLASH_COMMANDS } from '../../src/core/agent/commands/slash-commands.ts';
import { runSlashTurn } from '../../src/core/agent/slash-turn.ts';
import type { ReviewItem } from '../../src/core/dream/proposal.ts';
import type { RecallOptions } from '../../src/core/memory/recall.ts';
import { type FakeMemory, fakeMemory, folderAnswer, LINT, memoryHit } from './fake-memory.ts';

async function reply(text: string, memory: FakeMemory = fakeMemory(), start: SlashContext['start'] = async () => {}) {
  const call = parseSlash(text);
  if (call === null) throw new Error(`${text} is no command`);
  const header = { session: 'ses_1', agent: 'dreamwright', format: 'dreamwright', trust: 'user' } as const;
  const turn = runSlashTurn({
    text,
    call,
    context: { memory, start },
    recorder: { memory, header, isPrivate: false },
    clock: () => new Date('2026-03-01T10:00:00.000Z'),
  });
  let said = '';
  for await (const event of turn) if (event.kind === 'text-delta') said += event.text;
  return said;
}

function heldItem(detail: string): ReviewItem {
  return {
    proposal: {
      id: 'prp_1',
      dream: null,
      operation: 'create',
      path: '/notes.md',
      changes: [],
      reason: '',
      evidence: [],
      origin: 'user',
      support: {
        isExplicitInstruction: true,
        independentSessions: 1,
        failedSessions: 0,
        passedSessions: 0,
        isDeclaredCommand: false,
        isSameAuthor: true,
      },
      findings: [],
      createdAt: '2026-03-01T10:00:00.000Z',
    },
    verdict: {
      verdict: 'refuse',
      hits: [{ rule: 'secret.token', effect: 'refuse', detail }],
      risk: 1,
      constitution: '',
    },
    hash: '',
    state: 'refused',
    decidedAt: null,
    comment: null,
  };
}

describe('a slash command', () => {
  test('is known by its name, whatever the case', () => {
    expect(parseSlash('/Recall flaky tests')).toMatchObject({ command: { name: 'recall' }, argument: 'flaky tests' });
  });

  test.each(['/usr/bin/env fails', '/tmp is full', 'what does /help do', '/'])('is not seen in %j', (text) => {
    expect(parseSlash(text)).toBeNull();
  });

  test('that does not exist leads to the list', async () => {
    expect(await reply('/forgt')).toBe('There is no command /forgt. Type /help for the list.');
    const help = await reply('/help');
    for (const command of SLASH_COMMANDS) expect(help).toContain(`/${command.name}`);
  });

  test('is stored with its reply as context that nobody said', async () => {
    const memory = fakeMemory();
    await reply('/help', memory);
    expect(memory.stored.map(({ type, origin }) => `${type} ${origin}`)).toEqual(['user user', 'other external']);
  });

  test('that fails says why', async () => {
    const memory = fakeMemory({ remember: () => Promise.reject(new Error('read-only file system')) });
    expect(await reply('/remember x', memory)).toContain('read\\-only file system');
  });
});

describe('/remember', () => {
  test('links to what it saved', async () => {
    expect(await reply('/remember Format first.')).toBe('Saved: [testing/lint\\.md](memory:mem_lint).');
  });

  test('names the rule that refused', async () => {
    const memory = fakeMemory({ remember: async () => ({ kind: 'refused', item: heldItem('it holds a token') }) });
    expect(await reply('/remember sk', memory)).toContain('Not saved: it holds a token');
  });

  test('without words asks for them and saves nothing', async () => {
    const memory = fakeMemory({ remember: () => Promise.reject(new Error('must not be asked')) });
    expect(await reply('/remember', memory)).toContain('Write what to keep');
  });
});

describe('/forget', () => {
  test('deletes the memory with exactly that path', async () => {
    const deleted: string[] = [];
    const memory = fakeMemory({
      deleteMemory: async (id) => {
        deleted.push(id);
        return { kind: 'committed', memories: [], items: [], messages: [] };
      },
    });
    expect(await reply('/forget testing/lint.md', memory)).toBe('Forgot /testing/lint\\.md.');
    expect(deleted).toEqual(['mem_lint']);
  });

  test('deletes nothing for other words and suggests what they may mean', async () => {
    const memory = fakeMemory({
      recall: async () => [memoryHit(LINT)],
      deleteMemory: () => Promise.reject(new Error('must not be asked')),
    });
    const said = await reply('/forget lint', memory);
    expect(said).toContain('Nothing was deleted');
    expect(said).toContain('(memory:mem_lint)');
  });
});

test.each(['dream', 'review'] as const)('/%s starts it', async (name) => {
  const started: string[] = [];
  await reply(`/${name}`, fakeMemory(), async (action) => void started.push(action));
  expect(started).toEqual([name]);
});

test('/recall lists what it finds and why, with foreign text shown letter by letter', async () => {
  const memory = fakeMemory({
    recall: async () => [
      memoryHit(LINT),
      { kind: 'event', id: 'e', session: 's', at: '2026-02-01T00:00:00Z', score: 1, text: '[x](http://evil)', why: [] },
    ],
  });
  expect(await reply('/recall lint', memory)).toBe(
    [
      '- [testing/lint\\.md](memory:mem_lint) Run `mise run fmt` before lint\\. *(word\\: lint)*',
      '- [2026\\-02\\-01](session:s/e) \\[x\\]\\(http\\://evil\\)',
    ].join('\n'),
  );
});

describe('/recall of the past', () => {
  const asked: (readonly [string, Pick<RecallOptions, 'asOf' | 'knownAt'>])[] = [];
  const memory = fakeMemory({
    recall: async (query, { asOf, knownAt }) => {
      asked.push([query, { ...(asOf !== undefined && { asOf }), ...(knownAt !== undefined && { knownAt }) }]);
      return [memoryHit(LINT)];
    },
    recallFolders: async () => [folderAnswer('/testing', LINT)],
  });
  const endOf = (year: number, month: number, day: number): string =>
    new Date(new Date(year, month - 1, day + 1).getTime() - 1).toISOString();

  test.each([
    ['as of 2026-02-03 flaky tests', 'flaky tests', { asOf: endOf(2026, 2, 3) }],
    ['flaky tests as of last November', 'flaky tests', { asOf: endOf(2025, 11, 30) }],
    ['as of yesterday: lint', 'lint', { asOf: endOf(2026, 2, 28) }],
    ['what did we know in January about lint', 'lint', { knownAt: endOf(2026, 1, 31) }],
    ['what did we know about the linter by 2026-02-03?', 'the linter', { knownAt: endOf(2026, 2, 3) }],
    ['lint as known before February', 'lint', { knownAt: endOf(2026, 1, 31) }],
    ['as of now the linter', 'as of now the linter', {}],
    ['what did we know in advance', 'what did we know in advance', {}],
    ['lint since 2026-02-03', 'lint since 2026-02-03', {}],
  ] as const)('"%s"', async (argument, query, time) => {
    asked.length = 0;
    await reply(`/recall ${argument}`, memory);
    expect(asked).toEqual([[query, time]]);
  });

  test('says which, and tells no folder as it stands now', async () => {
    const said = await reply('/recall as of 2026-02-03 lint', memory);
    expect(said).toMatch(/^\*\*What held at the end of 2026-02-03:\*\*\n\n- /u);
    expect(said).not.toContain('**testing/');
  });

  test('asks for words beside the date', async () => {
    expect(await reply('/recall as of 2026-02-03', memory)).toContain('for example: /recall');
  });
});

test('/recall answers from the folder that does as a whole, each sentence with the memories it rests on', async () => {
  const other = { ...LINT, id: 'mem_old', path: '/testing/lint.md', supersededBy: 'mem_lint' };
  const memory = fakeMemory({
    recall: async () => [memoryHit(LINT)],
    memories: async () => [other, LINT],
    recallFolders: async () => [folderAnswer('/testing', LINT)],
  });
  expect((await reply('/recall testing', memory)).split('\n').slice(0, 3)).toEqual([
    '**[testing/](folder:%2Ftesting)** 1 memory, the latest of 2026\\-01\\-01 *(named in the question)*',
    '- Run `mise run fmt` before lint\\. [testing/lint\\.md](memory:mem_lint)',
    '',
  ]);
});
