/** Longer texts were written anew, not reworded. */
const MOST_WORDS = 300;
const LONGEST_PHRASE = 4;
/** Plain words: what names, numbers, code and marks say is no wording. */
const PLAIN = /^\p{Ll}[\p{Ll}'’-]*$/u;

/** Runs of plain words in `before` that others stand in place of in `after`, in lower case. */
export function replacedPhrases(
  before: string,
  after: string,
): readonly { readonly from: string; readonly to: string }[] {
  const [left, right] = [tokens(before), tokens(after)];
  if (left.length > MOST_WORDS || right.length > MOST_WORDS) return [];
  const common = commonLengths(left, right);
  const replaced: { readonly from: string; readonly to: string }[] = [];
  let [i, j] = [0, 0];
  let [from, to]: [string[], string[]] = [[], []];
  const close = (): void => {
    const isPhrase = (words: readonly string[]) =>
      words.length > 0 && words.length <= LONGEST_PHRASE && words.every((word) => PLAIN.test(word));
    if (isPhrase(from) && isPhrase(to)) replaced.push({ from: from.join(' '), to: to.join(' ') });
    [from, to] = [[], []];
  };
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      close();
      i += 1;
      j += 1;
    } else if (j >= right.length || (i < left.length && at(common, i + 1, j) > at(common, i, j + 1))) {
      from.push(left[i] ?? '');
      i += 1;
    } else {
      to.push(right[j] ?? '');
      j += 1;
    }
  }
  close();
  return replaced;
}

/** Words in lower case; code spans and marks are tokens of their own. */
function tokens(text: string): readonly string[] {
  return text.toLowerCase().match(/`[^`\n]+`|[\p{L}\p{N}][\p{L}\p{N}'’_./-]*[\p{L}\p{N}]|[\p{L}\p{N}]|[^\s]/gu) ?? [];
}

type Lengths = readonly (readonly number[])[];

function at(lengths: Lengths, i: number, j: number): number {
  return lengths[i]?.[j] ?? 0;
}

/** Length of the longest common subsequence from each pair of places on. */
function commonLengths(left: readonly string[], right: readonly string[]): Lengths {
  const lengths: number[][] = Array.from({ length: left.length + 1 }, () => []);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const row = lengths[i] ?? [];
    for (let j = right.length - 1; j >= 0; j -= 1) {
      row[j] =
        left[i] === right[j] ? 1 + at(lengths, i + 1, j + 1) : Math.max(at(lengths, i + 1, j), at(lengths, i, j + 1));
    }
  }
  return lengths;
}
