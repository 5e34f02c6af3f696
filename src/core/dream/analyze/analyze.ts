import type { Memory } from '../../memory/memory.ts';
import type { RewardCounts } from '../../outcomes/reward.ts';
import type { TextMeanings } from '../../search/vectors/text-meanings.ts';
import type { AnalysisStep } from '../checkpoint.ts';
import type { Finding } from '../finding.ts';
import type { WorkspaceFacts } from '../workspace-facts.ts';
import type { SessionDigest } from './digest/digest.ts';
import { findRecurringFailures } from './failures/find-recurring-failures.ts';
import { findSharedErrors } from './failures/find-shared-errors.ts';
import { independentGroups } from './independent-groups.ts';
import { findCoUse } from './memories/co-use.ts';
import { findContradictions } from './memories/find-contradictions.ts';
import { findDuplicates } from './memories/find-duplicates.ts';
import { findMemoryConflicts } from './memories/find-memory-conflicts.ts';
import { findStale } from './memories/find-stale.ts';
import { findTidyings } from './memories/find-tidyings.ts';
import { pause } from './pause.ts';
import { sessionPlaces } from './session-places.ts';
import { findConcerns } from './statements/find-concerns.ts';
import { findStatements } from './statements/find-statements.ts';
import { rulesIn } from './statements/rule-book.ts';
import { settleStatements } from './statements/settle-statements.ts';
import { type WhereSeen, whereSeen } from './where-seen.ts';
import { findDetours } from './work/find-detours.ts';
import { findDeviations } from './work/find-deviations.ts';
import { findGaps } from './work/find-gaps.ts';
import { findGrowingThemes } from './work/find-growing-themes.ts';
import { findHabits } from './work/find-habits.ts';
import { findInefficiencies } from './work/find-inefficiencies.ts';
import { findCauses, findDecisions } from './work/find-lessons.ts';
import { findMisses } from './work/find-misses.ts';
import { findMultiAgent } from './work/find-multi-agent.ts';
import { findOutcomes } from './work/find-outcomes.ts';
import { findOwnEdits } from './work/find-own-edits.ts';
import { findPlansSentBack } from './work/find-plans-sent-back.ts';
import { findRefusals } from './work/find-refusals.ts';

export interface AnalysisInput {
  readonly digests: readonly SessionDigest[];
  /** Sessions with events that no dream has seen; a finding needs a contribution of one of them. */
  readonly newSessions: ReadonlySet<string>;
  readonly memories: readonly Memory[];
  readonly workspace: WorkspaceFacts;
  /** How often each memory was recalled, and how the sessions went that did. */
  readonly uses?: ReadonlyMap<string, number>;
  readonly rewards?: ReadonlyMap<string, RewardCounts>;
  /** Names of the links that a person was asked about before; others are shown first. */
  readonly askedLinks?: ReadonlySet<string>;
  readonly now: Date;
  readonly signal?: AbortSignal;
  /** Left out, words alone tell what means the same. */
  readonly meanings?: TextMeanings;
  /** Takes what an analysis that was stopped had done; each part is made anew when missing. */
  readonly step?: AnalysisStep;
}

/** What the sessions and the memories show, best first. Lets others run between its parts and stops when asked to. */
export async function analyze(given: AnalysisInput): Promise<readonly Finding[]> {
  // What holds in one folder alone is asked for once it is known where a finding was seen.
  const input = { ...given, workspace: { ...given.workspace, rules: rulesIn(given.workspace.rules, '') } };
  const { digests, memories, now, signal, uses = new Map(), rewards = new Map(), step = unkept } = input;
  const { askedLinks = new Set<string>() } = input;
  const groups = independentGroups(digests);
  const places = sessionPlaces(groups, input.newSessions);
  const findings: Finding[] = [];
  await pause(signal);
  const { statements, disagreements } = await step('statements', async () =>
    settleStatements(await findStatements({ ...input, groups }), now, signal),
  );
  findings.push(...statements, ...disagreements);
  await pause(signal);
  const contradictions = findContradictions(memories, statements, now);
  const duplicates = await step('duplicates', () => findDuplicates(memories, places.groupOf, now, signal));
  findings.push(...contradictions, ...duplicates);
  const parts: readonly (() => readonly Finding[] | Promise<readonly Finding[]>)[] = [
    () => findRecurringFailures({ ...input, groups }),
    () => findSharedErrors({ ...input, groups }),
    () => findRefusals(digests, places, now),
    () => findOwnEdits(digests, places, now),
    () => findConcerns(digests, places, input.workspace, now),
    () => findDecisions(digests, places, now),
    () => findCauses(digests, places, now),
    () => findHabits(digests, places, input.workspace, now),
    () => findStale({ ...input, uses, rewards, contradictions, duplicates }),
    () => findInefficiencies(digests, places, now, signal),
    () => findDetours(digests, places, now),
    () => findMisses(digests, places, now),
    () => findPlansSentBack(digests, places, now),
    () => findDeviations(digests, places, now),
    () => findMultiAgent({ digests, memories, places, now }),
    () => findGaps(digests, places, now),
    () => findGrowingThemes(digests, places, now),
    () => findOutcomes(digests, memories, places, now),
    () => findMemoryConflicts({ memories, askedLinks, now, signal }),
    () =>
      findTidyings({ memories, coUses: findCoUse(digests, places), groupOf: places.groupOf, askedLinks, now, signal }),
  ];
  for (const [index, part] of parts.entries()) {
    await pause(signal);
    findings.push(...(await step(`part ${index}`, part)));
  }
  const where = whereSeen(digests, input.workspace.root);
  return findings.map((finding) => placed(finding, where)).sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

function placed(finding: Finding, whereSeenOf: WhereSeen): Finding {
  const remedied = finding.kind === 'recurring-failure' ? (finding.remedy?.evidence ?? []) : [];
  const where = whereSeenOf([...finding.evidence, ...remedied]);
  return where === '' ? finding : { ...finding, where };
}

async function unkept<T>(_part: string, make: () => T | Promise<T>): Promise<T> {
  return make();
}
