import type { Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { AskedQuestion, SessionDigest } from '../digest/digest.ts';
import type { SessionPlaces } from '../session-places.ts';
import { TermIndex } from '../terms/term-index.ts';
import { contentTerms } from '../terms/terms.ts';
import { findTakeovers } from './find-takeovers.ts';

const SAME_QUESTION = 0.6;
/** A question asked in as many independent sessions is a gap; in fewer when recall was asked and had nothing. */
const ASKED = 3;
const ASKED_UNANSWERED = 2;
const MOST = 5;

interface Asked {
  readonly question: AskedQuestion;
  readonly terms: ReadonlySet<string>;
  readonly session: string;
  readonly group: string;
}

/** What the memory does not answer: questions asked again, and what people had to do themselves. */
export function findGaps(digests: readonly SessionDigest[], places: SessionPlaces, now: Date): readonly Observation[] {
  return [...askedAgain(digests, places, now), ...findTakeovers(digests, places, now)];
}

function askedAgain(digests: readonly SessionDigest[], places: SessionPlaces, now: Date): readonly Observation[] {
  const clusters: Asked[][] = [];
  const heads = new TermIndex<Asked[]>();
  for (const digest of digests) {
    for (const question of digest.questions) {
      const terms = new Set(contentTerms(question.text));
      const asked = { question, terms, session: digest.session, group: places.groupOf(digest.session) };
      const home = heads
        .near(terms, terms.size * SAME_QUESTION)
        .find(({ shared, size }) => shared / (size + terms.size - shared) >= SAME_QUESTION)?.value;
      if (home !== undefined) {
        home.push(asked);
        continue;
      }
      const cluster = [asked];
      clusters.push(cluster);
      heads.add(cluster, terms);
    }
  }
  const found = clusters.flatMap((cluster): readonly Observation[] => {
    const groups = [...new Set(cluster.map(({ group }) => group))];
    const unanswered = new Set(cluster.filter(({ question }) => question.isUnanswered).map(({ group }) => group)).size;
    const isGap = groups.length >= ASKED || unanswered >= ASKED_UNANSWERED;
    const [first] = cluster;
    if (!isGap || first === undefined || !cluster.some(({ session }) => places.isNew(session))) return [];
    const times = cluster.map(({ question }) => question.at).sort();
    return [
      {
        id: contentId('fnd', now, 'gap', first.question.text),
        kind: 'gap',
        score: Math.min(0.6, 0.25 + 0.06 * groups.length + 0.05 * unanswered),
        summary: `Asked in ${groups.length} independent sessions${unanswered > 0 ? `, and no memory answered in ${unanswered}` : ''}: “${first.question.text}”`,
        evidence: groups.flatMap((group) => cluster.find((one) => one.group === group)?.question.evidence ?? []),
        sessions: groups,
        advice: null,
        origin: 'user',
        firstAt: times[0] ?? now.toISOString(),
        lastAt: times.at(-1) ?? now.toISOString(),
      },
    ];
  });
  return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, MOST);
}
