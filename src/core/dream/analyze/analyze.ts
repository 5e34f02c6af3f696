import type { Memory } from '../../memory/memory.ts';
import type { Finding } from '../finding.ts';
import type { WorkspaceFacts } from '../workspace-facts.ts';
import type { SessionDigest } from './digest.ts';
import { findContradictions } from './find-contradictions.ts';
import { findDuplicates } from './find-duplicates.ts';
import { findStale } from './find-stale.ts';
import { findStatements } from './find-statements.ts';
import { independentGroups } from './independence.ts';
import { pause } from './pause.ts';
import { findRecurringFailures } from './recurring-failures.ts';

export interface AnalysisInput {
  readonly digests: readonly SessionDigest[];
  /** Sessions with events that no dream has seen; a finding needs a contribution of one of them. */
  readonly newSessions: ReadonlySet<string>;
  readonly memories: readonly Memory[];
  readonly workspace: WorkspaceFacts;
  readonly now: Date;
  readonly signal?: AbortSignal;
}

/** What the sessions and the memories show, best first. Lets others run between its parts and stops when asked to. */
export async function analyze(input: AnalysisInput): Promise<readonly Finding[]> {
  const groups = independentGroups(input.digests);
  const { memories, workspace, now, signal } = input;
  const findings: Finding[] = [];
  await pause(signal);
  findings.push(...findRecurringFailures({ ...input, groups }));
  await pause(signal);
  const statements = findStatements({ ...input, groups });
  findings.push(...statements);
  await pause(signal);
  findings.push(...findContradictions(memories, statements, now));
  await pause(signal);
  findings.push(...(await findDuplicates(memories, now, signal)));
  await pause(signal);
  findings.push(...findStale(memories, workspace, now));
  return findings.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
