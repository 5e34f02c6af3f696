import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../src/core/search/words/tokenize.ts';

describe('tokenize', () => {
  it.each([
    ['a path is found by its name, its folders and as a whole', 'src/core/userProfile.ts', 'userprofile.ts'],
    ['a path is found by a folder', 'src/core/userProfile.ts', 'core'],
    ['a path is found as a whole', 'src/core/userProfile.ts', 'src/core/userprofile.ts'],
    ['camelCase is found by its parts', 'parseHTTPHeader', 'header'],
    ['an acronym in camelCase is a part', 'parseHTTPHeader', 'http'],
    ['snake_case is found by its parts', 'max_retry_count', 'retri'],
    ['kebab-case is found by its parts', 'flaky-suites', 'suit'],
    ['a flag is found with its dashes', 'git commit --no-verify', '--no-verify'],
    ['a short flag is found with its dash', 'rm -rf', '-rf'],
    ['an error code is one term', 'error TS2345: no overload', 'ts2345'],
    ['an error name is one term', 'ERR_MODULE_NOT_FOUND', 'err_module_not_found'],
    ['a version is one term without its v', 'node v20.11.1', '20.11.1'],
    ['a version is found by major and minor', 'node v20.11.1', '20.11'],
    ['a version is found behind the name it belongs to', 'github.com/urfave/cli@v1.22.17', '1.22.17'],
    ['a version is found before what marks it', 'release v0.5.0-preview', '0.5.0'],
    ['a file is found by its name whatever the line', 'src/core/userProfile.ts:12:5', 'userprofile.ts'],
    ['a path is found as a whole whatever the line', 'src/core/userProfile.ts:12', 'src/core/userprofile.ts'],
    ['a place in a file is found as one', 'src/core/userProfile.ts:12:5', 'userprofile.ts:12:5'],
    ['English words are stemmed', 'migrations', 'migrat'],
    ['a possessive is its word', "the doctor's", 'doctor'],
    ['a typographic apostrophe is one too', 'the doctor’s', 'doctor'],
    ['accents do not matter', 'Café', 'cafe'],
    ['compatibility forms are the plain ones', 'ｆｕｌｌ', 'full'],
    ['Chinese is found by pairs of characters', '使用数据库迁移', '迁移'],
    ['Japanese is found by pairs of characters', 'テストを実行', '実行'],
    ['Korean is found without its endings', '데이터베이스를', '베이'],
    ['Thai is found inside its unspaced text', 'ฐานข้อมูล', 'ฐา'],
    ['Cyrillic words are kept', 'база данных', 'данных'],
    ['Arabic words are kept', 'قاعدة البيانات', 'قاعدة'],
    ['Devanagari vowel signs are kept', 'डेटाबेस', 'डेटाबेस'],
    ['Latin inside Chinese is a word', '请用pnpm安装', 'pnpm'],
    ['an emoji can be looked for', 'ship it 🚀', '🚀'],
    ['C++ is not C', 'C++', 'c++'],
  ])('%s', (_, text, term) => {
    expect(tokenize(text)).toContain(term);
  });

  it('gives question and text the same terms whatever the case', () => {
    expect(tokenize('RETRY Limits')).toEqual(tokenize('retry limit'));
  });

  it('keeps a hash whole instead of splitting it into letters and digits', () => {
    expect(tokenize('a3f9c1d2e4b5')).toEqual(['a3f9c1d2e4b5']);
  });

  it('reads a text of any length without a blank', () => {
    expect(new Set(tokenize('漢'.repeat(200_000)))).toEqual(new Set(['漢', '漢漢']));
  });

  it('takes no term from encoded data, however long', () => {
    expect(tokenize('x'.repeat(5000)).every((term) => term.length <= 96)).toBe(true);
  });
});
