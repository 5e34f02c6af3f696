import { describe, expect, test } from 'vitest';
import { says } from '../../agent/fake-model.ts';
import { answering, type Chat, calls, chat, message, reopened, replace, scripted } from './a-chat-with-tools.ts';

describe('a restore to before a message', () => {
  const scripts = [
    calls(['read', 'read_file', { path: 'a.txt' }]),
    calls(['edit', 'edit_file', replace('two', '2')], ['new', 'create_file', { path: 'b.txt', text: 'new\n' }]),
    says('Done.'),
  ];

  test('puts files and conversation back, and can be undone', async () => {
    const { session, workspace } = chat({ model: scripted(...scripts), onWaiting: answering('once') });
    await session.send(message);
    const before = session.state.entries;
    expect(await session.restore(before[0]?.id ?? '')).toBe('change it');
    expect(workspace.read('a.txt')).toBe('one\ntwo\n');
    expect(workspace.read('b.txt')).toBeNull();
    expect(session.state.entries).toMatchObject([
      { kind: 'notice', text: expect.stringContaining('Restored 2 files') },
    ]);
    expect(session.state.status.canUndoRestore).toBe(true);

    await session.undoRestore();
    expect(workspace.read('a.txt')).toBe('one\n2\n');
    expect(workspace.read('b.txt')).toBe('new\n');
    expect(session.state.entries.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(session.state.status.canUndoRestore).toBe(false);
  });

  test('works after the window was closed, except for a private session, of which nothing is kept', async () => {
    const open = chat({ model: scripted(...scripts), onWaiting: answering('once') });
    await open.session.send(message);
    const kept = open.saved.get(open.session.state.status.session ?? '') ?? [];
    expect(kept.map(({ path, call }) => [path, call])).toEqual([
      ['a.txt', 'edit'],
      ['b.txt', 'new'],
    ]);
    const secret = chat({ model: scripted(...scripts), onWaiting: answering('once') });
    secret.session.startNew({ isPrivate: true });
    await secret.session.send(message);
    expect(secret.workspace.read('b.txt')).toBe('new\n');
    expect(secret.saved.size).toBe(0);
    expect(secret.memory.stored).toEqual([]);
  });

  test('leaves a file alone that a person changed since, and says so', async () => {
    const { session, workspace } = chat({ model: scripted(...scripts), onWaiting: answering('once') });
    await session.send(message);
    workspace.write('a.txt', 'by hand\n');
    await session.restore(session.state.entries[0]?.id ?? '');
    expect(workspace.read('a.txt')).toBe('by hand\n');
    expect(session.state.entries.at(-1)).toMatchObject({ text: expect.stringContaining('left as they are: a.txt') });
  });

  test('says where something else had changed a file between the edits that it takes back', async () => {
    const again = [calls(['look', 'read_file', { path: 'a.txt' }]), calls(['more', 'edit_file', replace('one', '1')])];
    const { session, workspace } = chat({ model: scripted(...scripts, ...again), onWaiting: answering('once') });
    await session.send(message);
    workspace.write('a.txt', 'one\n2\nby hand\n');
    await session.send(message);
    expect(workspace.read('a.txt')).toBe('1\n2\nby hand\n');
    await session.restore(session.state.entries[0]?.id ?? '');
    expect(workspace.read('a.txt')).toBe('one\ntwo\n');
    expect(session.state.entries.at(-1)).toMatchObject({ text: expect.stringContaining('in between, which went') });
    await session.undoRestore();
    expect(workspace.read('a.txt')).toBe('1\n2\nby hand\n');
  });

  test('takes back the memories that were noted since, together with the files', async () => {
    const { session, memory } = chat({ model: scripted(...scripts), onWaiting: answering('once') });
    await session.send(message);
    await session.restore(session.state.entries[0]?.id ?? '');
    await session.undoRestore();
    const { session: id } = session.state.status;
    expect(memory.reverts).toEqual([
      { madeInSessions: [id], since: '2026-03-01T10:00:00.000Z' },
      { commit: 'com_revert' },
    ]);
  });
});

describe('a message that is sent again in other words', () => {
  const steps = [
    calls(['read', 'read_file', { path: 'a.txt' }]),
    calls(['edit', 'edit_file', replace('one', 'uno')]),
    says('Done.'),
    calls(['again', 'read_file', { path: 'a.txt' }]),
    calls(['second', 'edit_file', replace('two', 'due')]),
    says('Done again.'),
  ];
  const sentTwice = async (): Promise<Chat> => {
    const open = chat({ model: scripted(...steps), onWaiting: answering('once') });
    await open.session.send(message);
    await open.session.resend(open.session.state.entries[0]?.id ?? '', { text: 'change the other', attached: [] });
    return open;
  };

  test('leaves the edits of the first try with a card to undo each, also when it is opened later', async () => {
    const open = await sentTwice();
    const { session, workspace, tool } = open;
    const shape = [
      { kind: 'answer', parts: [{ kind: 'text' }, { call: 'edit', title: 'edit a.txt', isUndoable: true }] },
      { kind: 'user', text: 'change the other' },
      { kind: 'answer', markdown: 'Done again.' },
    ];
    expect(session.state.entries).toMatchObject(shape);
    const later = await reopened(open.memory, { tools: () => open.lent });
    expect(later.state.entries).toMatchObject(shape);
    await session.undoEdit('second');
    await session.undoEdit('edit');
    expect(workspace.read('a.txt')).toBe('one\ntwo\n');
    expect(tool('edit')).toMatchObject({ isUndoable: false, summary: 'undone' });
  });

  test('is restored to before the first try, files and memories alike, and that can be undone', async () => {
    const { session, workspace, memory } = await sentTwice();
    const before = session.state.entries;
    await session.restore(before[1]?.id ?? '');
    expect(workspace.read('a.txt')).toBe('one\ntwo\n');
    expect(memory.reverts).toMatchObject([{ since: memory.stored[0]?.at }]);
    expect(session.state.entries).toMatchObject([{ kind: 'notice' }]);
    await session.undoRestore();
    expect(workspace.read('a.txt')).toBe('uno\ndue\n');
    expect(session.state.entries.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  });
});
