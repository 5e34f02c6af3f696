import type { Evidence } from '../../../evidence.ts';
import type { Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { SessionDigest } from '../digest/digest.ts';
import { groupBy } from '../group-by.ts';
import type { SessionPlaces } from '../session-places.ts';
import { contentTerms, overlap, stem } from '../terms/terms.ts';

/** Independent sessions that are looked at, the newest ones; the later half is held against the earlier. */
const WINDOW = 40;
/** With fewer sessions nothing can be said to grow. */
const LEAST = 10;
/** How seldom chance alone would put as many of a theme's sessions into the later half. */
const BY_CHANCE = 0.065;
/** A theme of fewer sessions is no theme yet. */
const SESSIONS = 5;
/** Words that are said in much the same sessions are one theme. */
const SAME_SESSIONS = 0.75;
const WORDS_NAMED = 3;
const MOST = 3;
/** Files that this share of a theme's sessions edited are where its work begins, when that many did. */
const EDITED_SHARE = 0.5;
const EDITED_LEAST = 3;
const FILES_NAMED = 3;

interface Said {
  readonly text: string;
  readonly evidence: Evidence;
}

/** What people said in one independent session, and what was edited in it. */
interface Talk {
  readonly group: string;
  readonly at: string;
  readonly said: readonly Said[];
  readonly terms: ReadonlySet<string>;
  readonly files: ReadonlySet<string>;
  readonly isNew: boolean;
}

interface Theme {
  readonly terms: readonly string[];
  readonly talks: readonly Talk[];
}

/** What people ask for ever more often of late: a theme that the memory will soon be asked about. */
export function findGrowingThemes(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
): readonly Observation[] {
  const talks = talksOf(digests, places).slice(-WINDOW);
  if (talks.length < LEAST) return [];
  const middle = Math.floor(talks.length / 2);
  const holders = new Map<string, Talk[]>();
  for (const talk of talks) {
    for (const term of talk.terms) holders.set(term, [...(holders.get(term) ?? []), talk]);
  }
  const late = new Set(talks.slice(middle));
  const grown = [...holders].filter(
    ([, said]) =>
      said.length >= SESSIONS && chanceOf(said.filter((talk) => late.has(talk)).length, said.length) <= BY_CHANCE,
  );
  return themesOf(grown)
    .filter((theme) => theme.talks.some(({ isNew }) => isNew))
    .slice(0, MOST)
    .map((theme) => describe(theme, { earlier: middle, later: talks.length - middle, late, now }));
}

function talksOf(digests: readonly SessionDigest[], places: SessionPlaces): readonly Talk[] {
  return [...groupBy(digests, ({ session }) => places.groupOf(session))]
    .map(([group, same]) => {
      const said = same.flatMap(saidIn);
      const terms = said.flatMap(({ text }) => contentTerms(text).filter((term) => /^\p{L}{4,}$/u.test(term)));
      return {
        group,
        at: same.map(({ started }) => started).sort()[0] ?? '',
        said,
        terms: new Set(terms),
        files: new Set(same.flatMap(({ edits }) => edits.map(({ file }) => file))),
        isNew: same.some(({ session }) => places.isNew(session)),
      };
    })
    .filter(({ said }) => said.length > 0)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

function saidIn({ session, goal, goalEvent, questions, statements }: SessionDigest): readonly Said[] {
  const asked = goal === '' ? [] : [{ text: goal, evidence: { session, event: goalEvent, quote: goal } }];
  return [...asked, ...questions, ...statements];
}

/** The chance that of `all` sessions, each as likely early as late, `late` or more are late. */
function chanceOf(late: number, all: number): number {
  let [ways, sum] = [1, 0];
  for (let early = 0; early <= all - late; early += 1) {
    sum += ways;
    ways = (ways * (all - early)) / (early + 1);
  }
  return sum / 2 ** all;
}

/** Words that grew, those of the same sessions together; the widest first. */
function themesOf(grown: readonly (readonly [term: string, talks: readonly Talk[]])[]): readonly Theme[] {
  const themes: { readonly terms: string[]; readonly talks: readonly Talk[] }[] = [];
  for (const [term, talks] of grown.toSorted((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))) {
    const groups = new Set(talks.map(({ group }) => group));
    const home = themes.find(
      (theme) => overlap(groups, new Set(theme.talks.map(({ group }) => group))) >= SAME_SESSIONS,
    );
    if (home === undefined) themes.push({ terms: [term], talks });
    else home.terms.push(term);
  }
  return themes;
}

interface Halves {
  readonly earlier: number;
  readonly later: number;
  readonly late: ReadonlySet<Talk>;
  readonly now: Date;
}

function describe({ terms, talks }: Theme, { earlier, later, late, now }: Halves): Observation {
  const of = terms.slice(0, WORDS_NAMED).map((term) => asWritten(term, talks));
  const name = of.join(', ');
  const since = talks.filter((talk) => late.has(talk)).length;
  const before = talks.length - since;
  const files = editedIn(talks);
  return {
    id: contentId('fnd', now, 'growing', terms[0] ?? ''),
    kind: 'gap',
    score: Math.min(0.6, 0.3 + 0.03 * talks.length),
    summary: `“${name}” comes up ever more often: in ${since} of the last ${later} independent sessions, in ${before} of the ${earlier} before`,
    evidence: talks.flatMap(({ said }) => said.find(({ text }) => holds(text, terms))?.evidence ?? []),
    sessions: talks.map(({ group }) => group),
    advice:
      files.length === 0
        ? null
        : {
            folder: 'where-to-begin',
            title: `where work on ${of[0] ?? name} begins`,
            text: `Begin work on “${name}” at ${files.map(({ file }) => `\`${file}\``).join(', ')}.`,
            kind: 'reference',
            because: `Of ${talks.length} independent sessions about it ${files.map(({ file, times }) => `${times} edited \`${file}\``).join(' and ')}`,
          },
    origin: 'assistant',
    firstAt: talks[0]?.at ?? now.toISOString(),
    lastAt: talks.at(-1)?.at ?? now.toISOString(),
  };
}

/** Files that most sessions of a theme changed; those outside of the workspace are nobody else's. */
function editedIn(talks: readonly Talk[]): readonly { readonly file: string; readonly times: number }[] {
  const times = new Map<string, number>();
  for (const { files } of talks) for (const file of files) times.set(file, (times.get(file) ?? 0) + 1);
  return [...times]
    .map(([file, count]) => ({ file, times: count }))
    .filter(
      ({ file, times: count }) =>
        count >= Math.max(EDITED_LEAST, EDITED_SHARE * talks.length) && !/^(?:\/|[A-Za-z]:|\.\.)/u.test(file),
    )
    .sort((a, b) => b.times - a.times || (a.file < b.file ? -1 : 1))
    .slice(0, FILES_NAMED);
}

function holds(text: string, terms: readonly string[]): boolean {
  const words = new Set(contentTerms(text));
  return terms.some((term) => words.has(term));
}

/** The form in which a word is mostly written. */
function asWritten(term: string, talks: readonly Talk[]): string {
  const forms = new Map<string, number>();
  for (const { said } of talks) {
    for (const { text } of said) {
      for (const word of text.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
        if (stem(word) === term) forms.set(word, (forms.get(word) ?? 0) + 1);
    }
  }
  return [...forms].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? term;
}
