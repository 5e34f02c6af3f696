import type { Observation } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { AskedQuestion, CommandRun, SessionDigest } from '../digest/digest.ts';
import { commandPurpose } from '../failures/command-purpose.ts';
import { groupBy } from '../group-by.ts';
import type { SessionPlaces } from '../session-places.ts';
import { TermIndex } from '../terms/term-index.ts';
import { contentTerms } from '../terms/terms.ts';

const SAME_QUESTION = 0.6;
/** A question asked in as many independent sessions is a gap; in fewer when recall was asked and had nothing. */
const ASKED = 3;
const ASKED_UNANSWERED = 2;
const MOST = 5;
/** Failures of the agent in a row before a person's own run of the command counts as taking over. */
const FAILED_BEFORE = 2;
const TAKEN_OVER = 2;

interface Asked {
  readonly question: AskedQuestion;
  readonly terms: ReadonlySet<string>;
  readonly session: string;
  readonly group: string;
}

/** What the memory does not answer: questions asked again, and commands that people had to run themselves. */
export function findGaps(digests: readonly SessionDigest[], places: SessionPlaces, now: Date): readonly Observation[] {
  return [...askedAgain(digests, places, now), ...takenOver(digests, places, now)];
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

/** Where the agent failed, a person ran the command and it passed: asking sooner would have saved the detour. */
function takenOver(digests: readonly SessionDigest[], places: SessionPlaces, now: Date): readonly Observation[] {
  const rescued = digests.flatMap((digest) =>
    rescues(digest).map((run) => ({ run, session: digest.session, group: places.groupOf(digest.session) })),
  );
  return [...groupBy(rescued, ({ run }) => run.command)].flatMap(([command, seen]): readonly Observation[] => {
    const groups = [...new Set(seen.map(({ group }) => group))];
    if (groups.length < TAKEN_OVER || !seen.some(({ session }) => places.isNew(session))) return [];
    const times = seen.map(({ run }) => run.at).sort();
    return [
      {
        id: contentId('fnd', now, 'taken-over', command),
        kind: 'gap',
        score: Math.min(0.6, 0.35 + 0.05 * groups.length),
        summary: `A person ran \`${command}\` after it had failed for the agent, and it passed, in ${groups.length} independent sessions`,
        evidence: groups.flatMap((group) => seen.find((one) => one.group === group)?.run.evidence ?? []),
        sessions: groups,
        advice: {
          folder: 'when-to-ask',
          title: `ask when ${command} keeps failing`,
          text: `Ask the person to run \`${command}\` when it has failed twice.`,
          kind: 'procedure',
        },
        origin: 'assistant',
        firstAt: times[0] ?? now.toISOString(),
        lastAt: times.at(-1) ?? now.toISOString(),
      },
    ];
  });
}

/** Runs of a person that passed right after the same command had failed for the agent. */
function rescues(digest: SessionDigest): readonly CommandRun[] {
  const failures = new Map<string, number>();
  return digest.commands.filter((run) => {
    const failed = failures.get(run.command) ?? 0;
    failures.set(run.command, run.failed && run.ranBy === 'agent' ? failed + 1 : 0);
    return (
      run.ranBy === 'person' && !run.failed && failed >= FAILED_BEFORE && commandPurpose(run.command) !== 'inspect'
    );
  });
}
