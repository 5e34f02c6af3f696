import { lastDayBefore } from '../../../memory/last-day.ts';
import { isCurrent, type Memory } from '../../../memory/memory.ts';
import type { RewardCounts } from '../../../outcomes/reward.ts';
import type { Contradiction, DuplicateMemories, StaleMemory } from '../../finding.ts';
import type { WorkspaceFacts } from '../../workspace-facts.ts';
import { contentId } from '../content-id.ts';
import { ruleConflicts } from '../statements/rule-conflicts.ts';
import { ruleLookup } from '../statements/rule-lines.ts';
import { weighMemory, whyStale } from './weigh-memory.ts';

interface StaleInput {
  readonly memories: readonly Memory[];
  readonly workspace: WorkspaceFacts;
  readonly newSessions: ReadonlySet<string>;
  readonly uses: ReadonlyMap<string, number>;
  readonly rewards: ReadonlyMap<string, RewardCounts>;
  readonly contradictions: readonly Contradiction[];
  readonly duplicates: readonly DuplicateMemories[];
  readonly now: Date;
}

/** Memories whose signals agree that they no longer hold: what they cite, run and repeat, how they were used and served. */
export function findStale(input: StaleInput): readonly StaleMemory[] {
  const { workspace, newSessions, uses, rewards } = input;
  const saidIn = ruleLookup(workspace.rules);
  const deniedBy = ruleConflicts(workspace.rules);
  const declared = new Set(workspace.commands.map(({ command }) => command));
  const denied = new Set(input.contradictions.map(({ memory }) => memory));
  const doubled = new Set(input.duplicates.flatMap(({ memories }) => memories.slice(1)));
  const context = { workspace, saidIn, deniedBy, declared, uses, rewards, newSessions, denied, doubled };
  const at = input.now.toISOString();
  return input.memories
    .filter((memory) => isCurrent(memory, at))
    .flatMap((memory) => {
      if (memory.verifyBy !== undefined && memory.verifyBy <= at)
        return [dueFinding(memory, memory.verifyBy, input.now)];
      const why = memory.pinned ? null : whyStale(weighMemory(memory, context));
      return why === null ? [] : [finding(memory, why, input.now)];
    });
}

/** A person set the date, so nothing that speaks for the memory outweighs it, and neither does a pin. */
function dueFinding(memory: Memory, verifyBy: string, now: Date): StaleMemory {
  const why = `it was to be verified again by ${lastDayBefore(verifyBy)}`;
  return { ...finding(memory, why, now), summary: `${memory.path} may no longer hold: ${why}` };
}

function finding(memory: Memory, why: string, now: Date): StaleMemory {
  return {
    id: contentId('fnd', now, 'stale', memory.id),
    kind: 'stale',
    score: 0.5,
    summary: `${memory.path} no longer holds: ${why}`,
    evidence: memory.evidence,
    sessions: [...new Set(memory.evidence.map(({ session }) => session))],
    memory: memory.id,
    why,
  };
}
