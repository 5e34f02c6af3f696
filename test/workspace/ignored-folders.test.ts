import { describe, expect, test } from 'vitest';
import { IGNORED_BY_NAME, withGitignore } from '../../src/workspace/ignored-folders.ts';

const isIgnored = (folder: string, gitignore: string, inFolder = ''): boolean =>
  withGitignore(IGNORED_BY_NAME, gitignore, inFolder)(folder);

describe('a .gitignore', () => {
  test.each([
    ['logs/', 'app/logs', true],
    ['/logs', 'app/logs', false],
    ['app/*', 'app/logs', true],
    ['app/*', 'app', false],
    ['app/*\n!app/kept', 'app/kept', false],
    ['app/**', 'app', true],
    ['app/**', 'other/app', false],
    ['docs/*/made', 'docs/en/made', true],
    ['docs/*/made', 'docs/en/old/made', false],
    ['docs/**/made', 'docs/en/old/made', true],
    ['docs/**/made', 'docs/made', true],
    ['**/made/**', 'docs/en/made', true],
    ['tmp-?', 'a/tmp-1', true],
    ['tmp-?', 'a/tmp-12', false],
    ['a*b*c', 'axbxbxc', true],
    ['a**c', 'abc', true],
    ['a.c', 'abc', false],
    ['# logs', '# logs', false],
    ['logs\n!logs', 'logs', false],
    ['!dist', 'dist', true],
  ])('with %j, of the folder %j: %s', (gitignore, folder, expected) => {
    expect(isIgnored(folder, gitignore)).toBe(expected);
  });

  test('speaks of what lies in its own folder', () => {
    expect(isIgnored('app/logs', '/logs', 'app')).toBe(true);
    expect(isIgnored('logs', '/logs', 'app')).toBe(false);
  });

  test('holds nobody up with a pattern that can be filled in countless ways', () => {
    expect(isIgnored('a'.repeat(250), `${'*a'.repeat(40)}*b`)).toBe(false);
    expect(isIgnored('a/'.repeat(250), `${'**/a/'.repeat(40)}b`)).toBe(false);
  });
});
