import { contentTerms, stem } from '../terms/terms.ts';
import { isAlternative } from './alternatives.ts';

/** What one sentence claims, taken apart so that two of them can be held against each other. */
export interface Claim {
  /** Words of meaning without choices, values, places and negations. */
  readonly subject: ReadonlySet<string>;
  /** Words that say where or when it holds. */
  readonly scope: ReadonlySet<string>;
  /** False for an odd number of negations. */
  readonly isAffirmed: boolean;
  /** Its first clause alone, which is what a negation at its head denies: *Never squash, keep the history*. */
  readonly head: ReadonlySet<string>;
  readonly isHeadScoped: boolean;
  /** What is put before what: *Prefer A over B*; both empty where nothing is. */
  readonly preferred: ReadonlySet<string>;
  readonly lessPreferred: ReadonlySet<string>;
  /** Choices it speaks for and against. */
  readonly chosen: ReadonlySet<string>;
  readonly declined: ReadonlySet<string>;
  readonly values: readonly Value[];
  readonly paths: ReadonlySet<string>;
}

export interface Value {
  readonly text: string;
  readonly isVersion: boolean;
  /** Words around the value, stemmed: what it counts. */
  readonly unit: ReadonlySet<string>;
}

const NEGATIONS = new Set(
  "not no never don't doesn't didn't won't can't cannot shouldn't mustn't isn't aren't without avoid stop skip omit exclude disable disabled forbid forbidden ban prevent drop remove ignore ignored unless refuse nobody nothing none".split(
    ' ',
  ),
);
const NEUTRAL = new Set(
  (
    'a an the this that these those and or but if then so of to at by from as is are was were be been being am do does have has had i me my we us our you your he she ' +
    'it its they them their there here what which who when where why how can could should would will shall may might must only also just please very too more most some ' +
    'any all every each other such own same than about again once out over up let lets make sure want need like get got one use used using always set run keep put live ' +
    'stay come prefer now today currently still new anymore longer repo repository project codebase team under least most up sure remember instead rather switched moved switch move set ' +
    'per everywhere exclusively strictly try ask write'
  ).split(' '),
);
const SCOPE_WORDS = new Set(
  'in for on when inside during within under outside while before after with between'.split(' '),
);
const AGAINST =
  /(?:instead of|rather than|in place of|away from|over|not|never|no longer(?: use)?|(?:never|don't|do not|not to) (?:use|add|install|introduce|bring in|switch to|go back to)|stop using|avoid|drop(?:ped)?|replac(?:e|ed|ing)|from) (?:the )?$/u;
const PREFERS = /\b(?:prefer(?:s|red)?|favou?rs?) (.+?) (?:over|to|rather than|instead of) (.+?)(?=[,;.]|$)/u;
const NUMBER_WORDS: Readonly<Record<string, string>> = {
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
  twelve: '12',
  twenty: '20',
  fifty: '50',
  hundred: '100',
  once: '1',
  twice: '2',
};

/** For how long something holds says nothing of what it is. */
const HOW_LONG =
  /,? ?\b(?:until|till|through|as of|starting(?: from| on)?|since|from) (?:the )?(?:end of (?:the )?)?(?:(?:this|next|coming) \w+|today|tomorrow|yesterday|day|week|weekend|month|quarter|year|\w+day|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)? \p{L}+(?: \d{4})?)\b(?: on(?:wards?)?\b)?,?/gu;

export function readClaim(sentence: string): Claim {
  const text = sentence
    .toLowerCase()
    .replace(/[’‘]/gu, "'")
    .replace(/\bdo not\b/gu, "don't")
    .replace(/\b(?:from (?:now|here) on|going forward|in (?:the )?future)\b,?/gu, '')
    .replace(HOW_LONG, '')
    .replace(/[`"“”*_]{1,2}(?=\S)|(?<=\S)[`"“”*]{1,2}/gu, '');
  const subject = new Set<string>();
  const scope = new Set<string>();
  const chosen = new Set<string>();
  const declined = new Set<string>();
  const paths = new Set<string>();
  const values: Value[] = [];
  let negations = 0;
  let isScope = false;
  let head: Head | null = null;
  const tokens = [...text.matchAll(/[\p{L}\p{N}_@#$~'-]+(?:[./:+-][\p{L}\p{N}_@#$*-]+)*\/?|\/[\w./*-]+/gu)];
  for (const [position, match] of tokens.entries()) {
    const word = match[0].replace(/^'+|'+$/gu, '');
    const before = text.slice(0, match.index);
    if (/[,;:.]\s*$/u.test(before)) {
      if (subject.size > 0 || chosen.size > 0 || paths.size > 0) head ??= headOf(subject, scope);
      isScope = false;
    }
    const number = NUMBER_WORDS[word] ?? word;
    if (/^v?\d+(?:\.(?:\d+|x))*(?:[a-z]{1,2}|%)?$/u.test(number)) {
      values.push({
        text: number.replace(/^v/u, ''),
        isVersion: /^v|\./u.test(number),
        unit: unitOf(
          tokens.map(([token]) => token),
          position,
        ),
      });
    } else if (isAlternative(word)) {
      (AGAINST.test(before) ? declined : chosen).add(word);
    } else if (NEGATIONS.has(word) || /n't$/u.test(word)) {
      if (!/(?:instead|rather)\b/u.test(text.slice(match.index, match.index + 20))) negations += 1;
    } else if (/\//u.test(word) || /^[\w-]+\.(?:[a-z]{1,4}|json|toml|yaml)$/u.test(word)) {
      paths.add(word.replace(/^\.\/|\/$/gu, ''));
    } else if (SCOPE_WORDS.has(word)) {
      isScope = true;
    } else if (!NEUTRAL.has(word)) {
      (isScope ? scope : subject).add(/^\p{L}+$/u.test(word) ? stem(word) : word);
    }
  }
  // "not X" about a choice says which one, not that the whole is denied.
  if (declined.size > 0 && chosen.size > 0) negations = 0;
  const [, preferred = '', lessPreferred = ''] = PREFERS.exec(text) ?? [];
  return {
    subject,
    scope,
    isAffirmed: negations % 2 === 0,
    ...(head ?? headOf(subject, scope)),
    preferred: new Set(contentTerms(preferred)),
    lessPreferred: new Set(contentTerms(lessPreferred)),
    chosen,
    declined,
    values,
    paths,
  };
}

type Head = Pick<Claim, 'head' | 'isHeadScoped'>;

function headOf(subject: ReadonlySet<string>, scope: ReadonlySet<string>): Head {
  return { head: new Set(subject), isHeadScoped: scope.size > 0 };
}

function unitOf(tokens: readonly string[], position: number): ReadonlySet<string> {
  const around = [tokens[position - 1], tokens[position + 1], tokens[position + 2]].filter(
    (word) => word !== undefined && !NEUTRAL.has(word) && !SCOPE_WORDS.has(word),
  );
  return new Set(around.map((word) => stem(word ?? '')));
}
