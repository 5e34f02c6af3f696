import { describe, expect, test } from 'vitest';
import { parseLinkTarget } from '../../../src/editor/chat/link-target.ts';

describe('a link in a message', () => {
  test.each([
    ['https://example.org/a?b', { kind: 'web', address: 'https://example.org/a?b' }],
    ['memory:mem_1', { kind: 'memory', memory: 'mem_1' }],
    ['folder:%2Flint%2Fgo', { kind: 'folder', path: '/lint/go' }],
    ['session:a%2Fb/e%201', { kind: 'session', session: 'a/b', event: 'e 1' }],
    ['file:src/a%20b.ts#L12', { kind: 'file', path: 'src/a b.ts', line: 12 }],
    ['./src/main.ts', { kind: 'file', path: 'src/main.ts', line: null }],
    ['src/main.ts:7', { kind: 'file', path: 'src/main.ts', line: 7 }],
    ['src/main.ts#L3-L9', { kind: 'file', path: 'src/main.ts', line: 3 }],
  ])('%s is understood', (text, target) => {
    expect(parseLinkTarget(text)).toEqual(target);
  });

  test.each([
    'javascript:alert(1)',
    'command:workbench.action.terminal.sendSequence',
    'vscode://file/etc/passwd',
    'data:text/html,x',
    'file:///etc/passwd',
    '/etc/passwd',
    '../../secrets.env',
    'src/%2e%2e/%2e%2e/secrets.env',
    'C:\\Windows\\win.ini',
    '\\\\server\\share',
    '//server/share',
    'src/%00.ts',
    'file:%E0%A4%A',
    '',
  ])('%j is not followed', (text) => {
    expect(parseLinkTarget(text)).toEqual({ kind: 'unsafe' });
  });
});
