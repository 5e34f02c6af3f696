import type { Disagreement, Statement } from '../../finding.ts';
import { contentId } from '../content-id.ts';
import { pause } from '../pause.ts';
import { TermIndex } from '../terms/term-index.ts';
import { contentTerms } from '../terms/terms.ts';
import { choicesOf } from './alternatives.ts';
import { conflictOf, mayDiffer, readSpoken, type Spoken } from './conflict.ts';

/** What people say against each other, and what is left of the statements once everybody's newest word counts. */
export interface SettledStatements {
  readonly statements: readonly Statement[];
  readonly disagreements: readonly Disagreement[];
}

/** Statements compared between two pauses: a few milliseconds of work among thousands. */
const AT_ONCE = 20;

/**
 * Holds lasting statements against each other: of one person the later one stands and the earlier is dropped; of
 * several people both are shown in one finding, and neither is preferred; where their words leave that in doubt, each
 * names the other, so that a person looks at it before it counts.
 */
export async function settleStatements(
  statements: readonly Statement[],
  now: Date,
  signal?: AbortSignal,
): Promise<SettledStatements> {
  const lasting = statements
    .filter(({ standing }) => standing === 'explicit' || standing === 'implied')
    .toSorted((a, b) => (a.lastAt === b.lastAt ? (a.id < b.id ? -1 : 1) : a.lastAt < b.lastAt ? -1 : 1));
  const dropped = new Set<string>();
  const doubted = new Map<string, Statement>();
  const disagreements: Disagreement[] = [];
  const index = new TermIndex<{ readonly older: Statement; readonly was: Spoken }>();
  for (const [place, newer] of lasting.entries()) {
    if (place % AT_ONCE === 0) await pause(signal);
    const terms = topicsOf(newer.text);
    const is = readSpoken(newer.text);
    for (const { value } of index.near(terms, 1)) {
      const { older, was } = value;
      if (dropped.has(older.id)) continue;
      const conflict = conflictOf(was, is);
      const isOthers = older.author !== newer.author;
      if (conflict !== null && isOthers) disagreements.push(disagreement([older, newer], conflict, now));
      else if (conflict !== null) dropped.add(older.id);
      else if (isOthers && mayDiffer(was, is)) doubted.set(older.id, newer).set(newer.id, older);
    }
    index.add({ older: newer, was: is }, terms);
  }
  return {
    statements: statements
      .filter(({ id }) => !dropped.has(id))
      .map((statement) => doubtedBy(statement, doubted.get(statement.id))),
    disagreements: disagreements.filter(({ statements: both }) => both.every(({ id }) => !dropped.has(id))),
  };
}

function doubtedBy(statement: Statement, other: Statement | undefined): Statement {
  if (other === undefined) return statement;
  const { author, text } = other;
  const summary = `${statement.summary}; ${author} says “${text}”, which may go against it`;
  return { ...statement, summary, doubtedBy: { author, text } };
}

function topicsOf(text: string): ReadonlySet<string> {
  const terms = contentTerms(text);
  return new Set([...terms, ...terms.flatMap(choicesOf)]);
}

function disagreement(
  statements: readonly [Statement, Statement],
  conflict: Disagreement['conflict'],
  now: Date,
): Disagreement {
  const [older, newer] = statements;
  return {
    id: contentId('fnd', now, 'disagreement', older.text, newer.text),
    kind: 'contradiction',
    score: 0.75,
    summary: `${older.author} says “${older.text}” and ${newer.author} says “${newer.text}”`,
    evidence: [...older.evidence, ...newer.evidence],
    sessions: [...new Set([...older.sessions, ...newer.sessions])],
    memory: null,
    conflict,
    statements,
  };
}
