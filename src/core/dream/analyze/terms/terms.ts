/** A sentence with fewer words of meaning says nothing without the talk around it. */
export const SELF_CONTAINED = 3;

const STOP = new Set(
  (
    'a an the this that these those and or but if then else so of to in on at by for from with without into onto as is are was were be been being am do does did ' +
    'doing done have has had having i me my we us our you your he she it its they them their there here what which who when where why how can could should would ' +
    'will shall may might must not no nor only also just please very too more most some any all each every other such own same than about after again before ' +
    'between both during further once out over under up down off let lets make sure want need like get got one use used using remember mind'
  ).split(' '),
);

/** A light English stemmer: plural and the commonest verb endings, enough to let *tests* meet *test*, *merging* meet *merge*. */
export function stem(word: string): string {
  const stripped = withoutEnding(word);
  return stripped.length > 4 && /[^aeiou]e$/u.test(stripped) ? stripped.slice(0, -1) : stripped;
}

function withoutEnding(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && /(?:sses|shes|ches|xes)$/u.test(word)) return word.slice(0, -2);
  if (word.length > 3 && /[^su]s$/u.test(word)) return word.slice(0, -1);
  if (word.length > 5 && word.endsWith('ing')) return undouble(word.slice(0, -3));
  if (word.length > 4 && word.endsWith('ed')) return undouble(word.slice(0, -2));
  return word;
}

/** `don't`, `we'll`: taken apart they would leave pieces that mean nothing. */
const CONTRACTED = /\b\p{L}+(?:n['’]t|['’](?:ll|ve|re|m|d))\b/gu;

/** The words of a text that carry meaning, lower case and stemmed; code, paths and flags stay whole. */
export function contentTerms(text: string): readonly string[] {
  const terms: string[] = [];
  for (const match of text
    .toLowerCase()
    .replace(CONTRACTED, ' ')
    .matchAll(/[\p{L}\p{N}_@#$-]+(?:[./:+-][\p{L}\p{N}_@#$-]+)*/gu)) {
    const word = match[0].replace(/^[-#]+(?=\p{L}{2})/u, (dashes) => (dashes.startsWith('-') ? dashes : ''));
    if (!STOP.has(word)) terms.push(/^\p{L}+$/u.test(word) ? stem(word) : word);
  }
  return terms;
}

/** Share of common members: 1 for equal sets, 0 for disjoint or empty ones (Jaccard). */
export function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let common = 0;
  for (const term of left) if (right.has(term)) common += 1;
  const union = left.size + right.size - common;
  return union === 0 ? 0 : common / union;
}

function undouble(word: string): string {
  return /([bdgklmnprt])\1$/u.test(word) && !/(?:ll|ss)$/u.test(word) ? word.slice(0, -1) : word;
}
