import { lowestOrigin } from '../../../origin.ts';
import type { Statement } from '../../finding.ts';
import type { RuleLine } from '../../review/rule-line.ts';
import type { WorkspaceFacts } from '../../workspace-facts.ts';
import { contentId } from '../content-id.ts';
import type { PersonRequest, PersonStatement, SessionDigest } from '../digest/digest.ts';
import { groupBy } from '../group-by.ts';
import { pause } from '../pause.ts';
import { TermIndex } from '../terms/term-index.ts';
import { contentTerms, overlap, SELF_CONTAINED } from '../terms/terms.ts';
import { conflictBetween } from './conflict.ts';
import { ruleConflicts } from './rule-conflicts.ts';
import { ruleLookup } from './rule-lines.ts';

/** How alike two sentences must be to count as the same instruction. */
const SAME = 0.6;
/** A request of the moment is a standing wish only when it comes again this often. */
const REQUEST_SESSIONS = 3;
/** One quote an independent session, oldest first, so that a later dream can tell what is new. */
const MOST_EVIDENCE = 30;
const MOST_CORRECTIONS = 20;

interface Input {
  readonly digests: readonly SessionDigest[];
  readonly groups: ReadonlyMap<string, string>;
  readonly newSessions: ReadonlySet<string>;
  readonly workspace: WorkspaceFacts;
  readonly now: Date;
  readonly signal?: AbortSignal;
}

/** Statements compared between two pauses: a few milliseconds of work among thousands. */
const AT_ONCE = 50;

interface Member<Said> {
  readonly said: Said;
  readonly terms: ReadonlySet<string>;
  readonly session: string;
  readonly group: string;
}

/** What people said that outlives its moment: instructions, preferences, corrections, and wishes that come again. */
export async function findStatements(input: Input): Promise<readonly Statement[]> {
  const saidIn = ruleLookup(input.workspace.rules);
  const same = await sameStatements(
    members(input, (digest) => digest.statements),
    input.signal,
  );
  await pause(input.signal);
  const standing = same
    .filter((cluster) => cluster.some(({ session }) => input.newSessions.has(session)))
    .map((cluster) => describeStatement(cluster, input.now));
  const kept = standing.filter((finding) => finding.standing !== 'none');
  const corrections = standing.filter((finding) => finding.standing === 'none').sort((a, b) => b.score - a.score);
  await pause(input.signal);
  const repeated = sameRequests(members(input, (digest) => digest.requests))
    .filter(
      (cluster) =>
        groupCount(cluster) >= REQUEST_SESSIONS && cluster.some(({ session }) => input.newSessions.has(session)),
    )
    .map((cluster) => describeRequest(cluster, input.now));
  const deniedBy = ruleConflicts(input.workspace.rules);
  return [
    ...[...kept, ...repeated].map((finding) => against(finding, deniedBy(finding.text))),
    ...corrections.slice(0, MOST_CORRECTIONS),
  ].filter((finding) => finding.against !== undefined || saidIn(finding.text) === null);
}

/** A person and a rule file that disagree are shown both; which of them holds is for a person to say. */
function against(finding: Statement, rule: RuleLine | null): Statement {
  if (rule === null) return finding;
  return { ...finding, against: rule, summary: `${finding.summary}, but ${rule.file} says “${rule.text}”` };
}

/** Much the same words; "use npm" and "use pnpm" have those too and say different things. */
function isSameStatement(left: Member<PersonStatement>, right: Member<PersonStatement>): boolean {
  return (
    overlap(left.terms, right.terms) >= SAME &&
    conflictBetween(left.said.text, right.said.text) === null &&
    conflictBetween(right.said.text, left.said.text) === null
  );
}

function members<Said extends PersonStatement | PersonRequest>(
  input: Input,
  of: (digest: SessionDigest) => readonly Said[],
): readonly Member<Said>[] {
  return input.digests.flatMap((digest) =>
    of(digest).map((said) => ({
      said,
      terms: new Set(contentTerms(said.text)),
      session: digest.session,
      group: input.groups.get(digest.session) ?? digest.session,
    })),
  );
}

/** Members with the one they are most like at the head; found by shared words, not by comparing all with all. */
async function sameStatements(
  all: readonly Member<PersonStatement>[],
  signal: AbortSignal | undefined,
): Promise<readonly (readonly Member<PersonStatement>[])[]> {
  const heads = new TermIndex<Member<PersonStatement>[]>();
  const found: Member<PersonStatement>[][] = [];
  for (const [place, member] of all.entries()) {
    if (place % AT_ONCE === 0) await pause(signal);
    const home = heads
      .near(member.terms, member.terms.size * SAME)
      .find(({ value: [head] }) => head !== undefined && isSameStatement(head, member))?.value;
    if (home !== undefined) {
      home.push(member);
      continue;
    }
    const cluster = [member];
    found.push(cluster);
    heads.add(cluster, member.terms);
  }
  return found;
}

function sameRequests(all: readonly Member<PersonRequest>[]): readonly (readonly Member<PersonRequest>[])[] {
  return [...groupBy(all, ({ said }) => said.key).values()];
}

function describeStatement(cluster: readonly Member<PersonStatement>[], now: Date): Statement {
  const clearest = [...cluster].sort((a, b) => rank(b.said) - rank(a.said) || (a.said.at < b.said.at ? -1 : 1))[0];
  if (clearest === undefined) throw new Error('A cluster has members');
  const { said } = clearest;
  const groups = groupCount(cluster);
  const { standing } = said;
  const isBrief = clearest.terms.size < SELF_CONTAINED && standing !== 'explicit';
  const base = { explicit: 0.6, implied: 0.35, none: 0.15 }[standing];
  const score = Math.min(0.9, base + 0.12 * (groups - 1) - (said.isHedged ? 0.05 : 0) - (isBrief ? 0.05 : 0));
  return {
    ...common(cluster, said, score, now),
    id: contentId('fnd', now, said.kind, said.text),
    kind: said.kind,
    summary: `${said.kind === 'preference' ? 'Asked to hold' : 'Corrected'}${groups > 1 ? ` in ${groups} independent sessions` : ''}: “${said.text}”`,
    standing,
    about: isBrief ? said.about : '',
    isHedged: cluster.some((member) => member.said.isHedged),
  };
}

function describeRequest(cluster: readonly Member<PersonRequest>[], now: Date): Statement {
  const { said } = [...cluster].sort((a, b) => generality(b) - generality(a))[0] ?? { said: undefined };
  if (said === undefined) throw new Error('A cluster has members');
  const groups = groupCount(cluster);
  return {
    ...common(cluster, said, Math.min(0.85, 0.3 + 0.06 * groups), now),
    id: contentId('fnd', now, 'request', said.key),
    kind: 'preference',
    summary: `Asked for in ${groups} independent sessions: “${said.text}”`,
    standing: 'request',
    saidAlike: groupCount(cluster.filter(({ terms }) => overlap(terms, new Set(contentTerms(said.text))) >= SAME)),
    about: '',
    isHedged: false,
  };
}

function common(
  cluster: readonly Member<PersonStatement | PersonRequest>[],
  said: PersonStatement | PersonRequest,
  score: number,
  now: Date,
) {
  const byGroup = new Map<string, Member<PersonStatement | PersonRequest>>();
  for (const member of [...cluster].sort((a, b) => (a.said.at < b.said.at ? -1 : 1))) {
    if (!byGroup.has(member.group) || member.said === said) byGroup.set(member.group, member);
  }
  const times = cluster.map((member) => member.said.at).sort();
  return {
    score: Math.round(score * 1_000) / 1_000,
    evidence: [...byGroup.values()].map((member) => member.said.evidence).slice(0, MOST_EVIDENCE),
    sessions: [...byGroup.keys()],
    text: said.text,
    subject: contentTerms(said.text).slice(0, 4).join(' '),
    author: said.author,
    origin: lowestOrigin([said.origin]),
    at: said.at,
    firstAt: times[0] ?? now.toISOString(),
    lastAt: times.at(-1) ?? now.toISOString(),
  };
}

function groupCount(cluster: readonly { readonly group: string }[]): number {
  return new Set(cluster.map(({ group }) => group)).size;
}

function rank(said: PersonStatement): number {
  return { explicit: 2, implied: 1, none: 0 }[said.standing] + (said.isHedged ? 0 : 0.5);
}

/** Prefers a member that neither points at the moment nor names one piece of code. */
function generality(member: Member<PersonRequest>): number {
  const { text } = member.said;
  const beyond = member.terms.size - member.said.key.split(' ').length;
  const isPointing = /\b(?:this|that|these|those|it|again|above|here|now)\b/iu.test(text);
  const isSpecific = /[`"_/<>()]|[a-z][A-Z]|\d/u.test(text);
  return (isPointing ? -2 : 0) + (isSpecific ? -2 : 0) - Math.abs(beyond - 2) * 0.5;
}
