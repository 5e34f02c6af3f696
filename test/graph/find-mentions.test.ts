import { describe, expect, it } from 'vitest';
import { findMentions } from '../../src/core/graph/find-mentions.ts';

const named = (text: string) => findMentions(text).map(({ kind, name }) => `${kind} ${name}`);

describe('what a text is about', () => {
  it.each<readonly [string, readonly string[]]>([
    ['Run `mise run fmt` before `mise run lint`.', ['command mise run fmt', 'command mise run lint']],
    ['Use `CI=1 npm run test:unit -- --watch=false && git push`.', ['command npm run test:unit', 'command git push']],
    ['```sh\n$ pnpm install\n```', ['command pnpm install']],
    ['The lock is in ./src/store/lock.ts and in `package.json`.', ['file src/store/lock.ts', 'file package.json']],
    ['See src/store/lock.ts.', ['file src/store/lock.ts']],
    ['Never edit the Makefile by hand', ['file Makefile']],
    ['`parseMemoryPath` refuses what max_retry_count allows', ['symbol parseMemoryPath', 'symbol max_retry_count']],
    [
      'TS2345 and ENOSPC mean a full disk, AssertionError does not',
      ['error TS2345', 'error ENOSPC', 'error AssertionError'],
    ],
    ['Read https://example.org/docs/setup.md first.', []],
    ['`not for you` is prose, and so is this sentence. And this one', []],
    ['', []],
  ])('%j', (text, mentions) => {
    expect(named(text)).toEqual(mentions);
  });

  it('each is named once', () => {
    expect(named('`a.ts`, a.ts, ./a.ts')).toEqual(['file a.ts']);
  });

  it('a text of names only keeps the first of them', () => {
    const text = Array.from({ length: 500 }, (_, index) => `file${index}.ts`).join(' ');
    expect(findMentions(text)).toHaveLength(16);
  });
});
