import type { Memory } from '../../memory/memory.ts';
import type { Finding } from '../finding.ts';
import type { WorkspaceFacts } from '../workspace-facts.ts';
import type { SessionDigest } from './digest.ts';
import { findStatements } from './find-statements.ts';
import { independentGroups } from './independence.ts';
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
  const parts: readonly (() => readonly Finding[])[] = [
    () => findRecurringFailures({ ...input, groups }),
    () => findStatements({ ...input, groups }),
  ];
  const findings: Finding[] = [];
  for (const part of parts) {
    await pause(input.signal);
    findings.push(...part());
  }
  return findings.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

async function pause(signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve) => setImmediate(resolve));
  signal?.throwIfAborted();
}
