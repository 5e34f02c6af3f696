import type { Statement } from '../../finding.ts';
import type { WorkspaceFacts } from '../../workspace-facts.ts';
import { contentId } from '../content-id.ts';
import type { SessionDigest } from '../digest/digest.ts';
import type { RaisedConcern } from '../digest/lessons.ts';
import type { SessionPlaces } from '../session-places.ts';
import { contentTerms } from '../terms/terms.ts';
import { CONCERNS, type Concern } from './concerns.ts';

/** Raised in as many independent sessions a concern is the team's and no longer one task's. */
const RAISED = 3;
/** A rule file that speaks of a concern has not been enough when it came back this often. */
const RAISED_AGAINST_RULE = 4;
/** Words of meaning that a rule must share with the advice to speak of the same thing. */
const WORDS_OF_ADVICE = 2;
const MOST_EVIDENCE = 12;
const QUOTED = 3;

interface Raised {
  readonly raised: RaisedConcern;
  readonly session: string;
  readonly group: string;
}

/** What people come back to in session after session, each time in other words and often as a polite question. */
export function findConcerns(
  digests: readonly SessionDigest[],
  places: SessionPlaces,
  workspace: WorkspaceFacts,
  now: Date,
): readonly Statement[] {
  const all = digests.flatMap((digest) =>
    digest.concerns.map((raised) => ({ raised, session: digest.session, group: places.groupOf(digest.session) })),
  );
  return CONCERNS.flatMap((concern) => {
    const members = all.filter(({ raised }) => raised.concern === concern.name);
    const byGroup = new Map<string, Raised>();
    for (const member of members.toSorted((a, b) => (a.raised.at < b.raised.at ? -1 : 1)))
      if (!byGroup.has(member.group)) byGroup.set(member.group, member);
    const isTheirs = byGroup.size >= RAISED && members.some(({ session }) => places.isNew(session));
    return isTheirs ? [describe(concern, [...byGroup.values()], workspace, now)] : [];
  });
}

function describe(concern: Concern, raised: readonly Raised[], workspace: WorkspaceFacts, now: Date): Statement {
  const times = raised.map((one) => one.raised.at);
  const authors = [...new Set(raised.map((one) => one.raised.author))];
  const quotes = clearest(raised).map((text) => `“${text}”`);
  const rule = workspace.rules.find(({ text }) => text.split('\n').some((line) => isRule(line, concern)));
  const ruled = rule === undefined ? '' : `, although ${rule.file} speaks of it`;
  return {
    id: contentId('fnd', now, 'concern', concern.name),
    kind: 'preference',
    score: Math.min(0.8, 0.3 + 0.05 * raised.length),
    summary: `People came back to ${concern.name} in ${raised.length} independent sessions${ruled}: ${quotes.join(', ')}`,
    evidence: raised.slice(0, MOST_EVIDENCE).map((one) => one.raised.evidence),
    sessions: raised.map(({ group }) => group),
    text: `${concern.advice}.`,
    standing: 'raised',
    subject: concern.name,
    about: rule === undefined || raised.length >= RAISED_AGAINST_RULE ? `${quotes.join(', ')}${ruled}` : '',
    isHedged: false,
    author: authors.length === 1 ? (authors[0] ?? 'dream') : 'dream',
    origin: 'assistant',
    at: times.at(-1) ?? now.toISOString(),
    firstAt: times[0] ?? now.toISOString(),
    lastAt: times.at(-1) ?? now.toISOString(),
  };
}

/** A line of a rule file that tells what to do about a concern, in words of the advice. */
function isRule(line: string, { raisedBy, advice }: Concern): boolean {
  if (!raisedBy.test(line)) return false;
  const advised = new Set(contentTerms(advice));
  return new Set(contentTerms(line).filter((term) => advised.has(term))).size >= WORDS_OF_ADVICE;
}

/** The sentences that say most in the fewest words. */
function clearest(raised: readonly Raised[]): readonly string[] {
  return raised
    .map((one) => one.raised.text.replace(/[.?!,:\s]+$/u, ''))
    .filter((text) => text.split(' ').length >= 3)
    .toSorted((a, b) => a.length - b.length)
    .slice(0, QUOTED);
}
