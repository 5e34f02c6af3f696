import { withoutFrame } from './normalize-command.ts';

/** A longer word is a message or a query, which is another one each time. */
const LONGEST_WORD = 60;
const LONGEST_FORM = 160;
/** Stands for what is another one each time. */
const VARIES = '…';
/** Holds the words of `cd FOLDER &&` together. */
const JOINED = '\u00a0';

/**
 * One command of a shell line as it was run: the folder it was run in (relative, empty for where work began), environment,
 * flags and arguments, with `…` for words that are long or hold spaces; empty when that is too long. `normalizeCommand`
 * says which command it is; this, how it was given.
 */
export function commandForm(words: readonly string[], folder: string): string {
  const rest = withoutFrame(words);
  const environment = words.slice(0, words.length - rest.length).filter((word) => /^[A-Za-z_]\w*=/u.test(word));
  const plain = [...environment, ...rest].map((word) =>
    word.length > LONGEST_WORD || /[\s"'`$…]/u.test(word) ? VARIES : word,
  );
  const form = plain.join(' ');
  if (form.length > LONGEST_FORM) return '';
  return folder === '' ? form : `cd ${folder} && ${form}`;
}

/** What a command was given beside its arguments: the folder as `cd FOLDER`, assignments and flags. */
export interface FormParts {
  readonly settings: readonly string[];
  readonly arguments: readonly string[];
}

export function formParts(form: string): FormParts {
  const [, folder, rest = form] = /^cd (\S+) && (.*)$/su.exec(form) ?? [];
  const words = rest.split(' ');
  const isSetting = (word: string): boolean => /^(?:-|[A-Za-z_]\w*=)/u.test(word) && word !== '--';
  return {
    settings: [...(folder === undefined ? [] : [`cd ${folder}`]), ...words.filter(isSetting)],
    arguments: words.filter((word) => !isSetting(word)),
  };
}

/** What several forms of one command have in common, told as a command; `fallback` where that is too little to run. */
export function commonForm(forms: readonly string[], fallback: string): string {
  const split = forms.map((form) => form.replace(/^cd (\S+) &&/u, `cd${JOINED}$1${JOINED}&&`).split(' '));
  const common = split.reduce<readonly string[]>((known, other) => longestCommon(known, other), split[0] ?? []);
  const told = common.filter((word) => word !== VARIES && !isCutOff(word, split));
  const text = told.join(' ').replaceAll(JOINED, ' ');
  const isWhole = formParts(text).arguments.length >= formParts(fallback).arguments.length;
  return isWhole ? text : fallback;
}

/** A flag whose value is another one each time says nothing without it. */
function isCutOff(word: string, forms: readonly (readonly string[])[]): boolean {
  if (!word.startsWith('-') || word.includes('=')) return false;
  const values = forms.map((words) => words[words.indexOf(word) + 1] ?? '-');
  if (values.some((value) => value.startsWith('-'))) return false;
  return values[0] === VARIES || new Set(values).size > 1;
}

/** The longest common subsequence of two short lists of words (Wagner and Fischer, 1974). */
function longestCommon(left: readonly string[], right: readonly string[]): readonly string[] {
  let row: (readonly string[])[] = Array.from({ length: right.length + 1 }, () => []);
  for (const word of left) {
    const next: (readonly string[])[] = [[]];
    for (const [place, other] of right.entries()) {
      const kept = word === other ? [...(row[place] ?? []), word] : [];
      const [above, before] = [row[place + 1] ?? [], next[place] ?? []];
      next.push(
        kept.length > Math.max(above.length, before.length) ? kept : above.length >= before.length ? above : before,
      );
    }
    row = next;
  }
  return row.at(-1) ?? [];
}
