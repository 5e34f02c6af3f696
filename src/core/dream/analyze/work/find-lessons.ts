import type { Observation, Statement } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import type { SessionDigest } from '../digest/digest.ts';
import type { Decision, FoundCause } from '../digest/lessons.ts';
import type { SessionPlaces } from '../session-places.ts';

const MOST = 8;
/** Characters of a goal that are shown. */
const SHOWN = 70;

interface Learned<Lesson> {
  readonly lesson: Lesson;
  readonly digest: SessionDigest;
}

/** What was behind failures and holds after they were mended. */
export function findCauses(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
): readonly Observation[] {
  const fresh = digests.filter(({ session }) => places.isNew(session));
  const causes = newest(fresh.flatMap((digest) => digest.causes.map((lesson) => ({ lesson, digest }))));
  return causes.map((learned) => describeCause(learned, places, now));
}

/** What people chose when an agent asked them; of two answers to one question the later one holds. */
export function findDecisions(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  now: Date,
): readonly Statement[] {
  const made = digests.flatMap((digest) => digest.decisions.map((lesson) => ({ lesson, digest })));
  const last = new Map(
    made.toSorted((a, b) => (a.lesson.at < b.lesson.at ? -1 : 1)).map((one) => [one.lesson.question, one]),
  );
  return newest([...last.values()].filter(({ digest }) => places.isNew(digest.session))).map((one) =>
    describeDecision(one, places, now),
  );
}

function newest<Lesson extends { readonly at: string }>(
  learned: readonly Learned<Lesson>[],
): readonly Learned<Lesson>[] {
  return learned.toSorted((a, b) => (a.lesson.at > b.lesson.at ? -1 : 1)).slice(0, MOST);
}

function describeCause({ lesson, digest }: Learned<FoundCause>, places: SessionPlaces, now: Date): Observation {
  const isShown = digest.goal !== '' && !/(?:^|\s)(?:\/|[A-Z]:\\)/u.test(digest.goal.slice(0, SHOWN));
  const during = isShown ? `, at work on “${shortened(digest.goal)}”` : '';
  return {
    ...common(lesson, digest, places),
    id: contentId('fnd', now, 'cause', lesson.text),
    kind: 'outcome',
    score: 0.3,
    summary: `Found behind a failure${during}: “${lesson.text}”`,
    evidence: [lesson.evidence],
    advice: {
      folder: 'pitfalls',
      title: lesson.text,
      text: `${capital(lesson.text)}.`,
      kind: 'pitfall',
      because: `Found behind a failure${during}`,
    },
  };
}

function describeDecision({ lesson, digest }: Learned<Decision>, places: SessionPlaces, now: Date): Statement {
  const { question, choice, author, at, evidence } = lesson;
  return {
    id: contentId('fnd', now, 'decision', question),
    kind: 'preference',
    score: 0.34,
    summary: `Decided: “${choice}”, when asked “${question}”`,
    evidence: [evidence],
    sessions: [places.groupOf(digest.session)],
    text: `Keep to the choice “${choice}” for “${question}”.`,
    standing: 'chosen',
    subject: choice,
    about: question,
    isHedged: false,
    author,
    origin: 'assistant',
    at,
    firstAt: at,
    lastAt: at,
  };
}

function common(lesson: { readonly at: string }, digest: SessionDigest, places: SessionPlaces) {
  return {
    sessions: [places.groupOf(digest.session)],
    origin: 'assistant' as const,
    firstAt: lesson.at,
    lastAt: lesson.at,
  };
}

function shortened(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, text.lastIndexOf(' ', SHOWN))}…`;
}

function capital(text: string): string {
  return /^[a-z]+ /u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
