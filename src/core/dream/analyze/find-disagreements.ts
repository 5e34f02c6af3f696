import type { Disagreement, Statement } from '../finding.ts';
import { choicesOf } from './alternatives.ts';
import { conflictBetween } from './conflict.ts';
import { contentId } from './content-id.ts';
import { TermIndex } from './term-index.ts';
import { contentTerms } from './terms.ts';

/** What people say against each other, and what is left of the statements once everybody's newest word counts. */
export interface Agreement {
  readonly statements: readonly Statement[];
  readonly disagreements: readonly Disagreement[];
}

/**
 * Holds lasting statements against each other: of one person the later one stands and the earlier is dropped; of
 * several people both are shown in one finding, and neither is preferred.
 */
export function settleStatements(statements: readonly Statement[], now: Date): Agreement {
  const lasting = statements
    .filter(({ standing }) => standing === 'explicit' || standing === 'implied')
    .toSorted((a, b) => (a.lastAt === b.lastAt ? (a.id < b.id ? -1 : 1) : a.lastAt < b.lastAt ? -1 : 1));
  const dropped = new Set<string>();
  const disagreements: Disagreement[] = [];
  const index = new TermIndex<Statement>();
  for (const newer of lasting) {
    const terms = topicsOf(newer.text);
    for (const { value: older } of index.near(terms, 1)) {
      if (dropped.has(older.id)) continue;
      const conflict = conflictBetween(older.text, newer.text);
      if (conflict === null) continue;
      if (older.author === newer.author) dropped.add(older.id);
      else disagreements.push(disagreement([older, newer], conflict, now));
    }
    index.add(newer, terms);
  }
  return {
    statements: statements.filter(({ id }) => !dropped.has(id)),
    disagreements: disagreements.filter(({ statements: both }) => both.every(({ id }) => !dropped.has(id))),
  };
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
