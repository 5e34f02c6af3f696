import { type Citation, checkCitation } from '../../../memory/citation.ts';
import type { Memory } from '../../../memory/memory.ts';
import { NO_REWARD, type RewardCounts, rewardLife } from '../../../outcomes/reward.ts';
import type { WorkspaceFacts } from '../../workspace-facts.ts';
import type { RuleConflicts } from '../statements/rule-conflicts.ts';
import type { RuleLookup } from '../statements/rule-lines.ts';
import { contentTerms, SELF_CONTAINED } from '../terms/terms.ts';

/** One thing that speaks for keeping a memory or against it. Age is none: old entries are often the stable ones. */
export interface MemorySignal {
  readonly name:
    | 'citations'
    | 'commands'
    | 'rules'
    | 'support'
    | 'use'
    | 'reward'
    | 'contradiction'
    | 'duplication'
    | 'specificity';
  readonly speaks: 'for' | 'against';
  /** A ground is enough by itself when nothing speaks for the memory; a hint needs another one beside it. */
  readonly weight: 'ground' | 'hint';
  /** A clause for a person. */
  readonly detail: string;
}

export interface WeighingContext {
  readonly workspace: WorkspaceFacts;
  readonly saidIn: RuleLookup;
  readonly deniedBy: RuleConflicts;
  readonly declared: ReadonlySet<string>;
  readonly uses: ReadonlyMap<string, number>;
  readonly rewards: ReadonlyMap<string, RewardCounts>;
  /** Memories that a later statement denies, and those that another one says already. */
  readonly denied: ReadonlySet<string>;
  readonly doubled: ReadonlySet<string>;
  /** Sessions that no dream has seen: evidence in one of them is fresh support. */
  readonly newSessions: ReadonlySet<string>;
}

const OFTEN_USED = 5;

/** Everything that speaks for or against a memory; none at all for most. */
export function weighMemory(memory: Memory, context: WeighingContext): readonly MemorySignal[] {
  const signals = [
    ofCitations(memory, context.workspace),
    ofCommands(memory, context.declared),
    ofRules(memory, context),
    ofSupport(memory, context.newSessions),
    ofUse(memory, context.uses),
    ofReward(memory, context.rewards),
    ofContradiction(memory, context.denied),
    ofDuplication(memory, context.doubled),
    ofSpecificity(memory),
  ];
  return signals.filter((signal) => signal !== null);
}

/** Why the memory should go, or null: a ground or two hints against it, and nothing for it. */
export function whyStale(signals: readonly MemorySignal[]): string | null {
  if (signals.some(({ speaks }) => speaks === 'for')) return null;
  const isEnough = signals.some(({ weight }) => weight === 'ground') || signals.length > 1;
  return isEnough ? signals.map(({ detail }) => detail).join('; ') : null;
}

function ofCitations(memory: Memory, { cited }: WorkspaceFacts): MemorySignal | null {
  const checked = memory.citations.filter(({ file }) => cited.has(file));
  if (checked.length === 0) return null;
  const broken = checked.filter((citation) => checkCitation(citation, cited.get(citation.file) ?? null) !== 'holds');
  const [first] = broken;
  if (first === undefined) {
    // That a file is still there says nothing of what the memory tells of it.
    const isNarrow = checked.some((citation) => 'lines' in citation || 'symbol' in citation);
    return isNarrow
      ? { name: 'citations', speaks: 'for', weight: 'ground', detail: 'what it cites still stands' }
      : null;
  }
  if (broken.length < memory.citations.length) return null;
  return { name: 'citations', speaks: 'against', weight: 'ground', detail: whyBroken(first, cited) };
}

function whyBroken(citation: Citation, cited: WorkspaceFacts['cited']): string {
  if (cited.get(citation.file) === null) return `${citation.file} is gone`;
  if ('symbol' in citation) return `${citation.file} no longer holds \`${citation.symbol}\``;
  return `the cited lines of ${citation.file} have changed`;
}

/** A script that the memory names of a runner whose other scripts the workspace declares. */
function ofCommands(memory: Memory, declared: ReadonlySet<string>): MemorySignal | null {
  for (const match of memory.text.matchAll(
    /`((mise run|npm run|pnpm run|yarn run|bun run|make|just|deno task) ([\w:.-]+))[^`]*`/gu,
  )) {
    const [, command = '', runner = ''] = match;
    const hasRunner = [...declared].some((other) => other.startsWith(`${runner} `));
    if (hasRunner && !declared.has(command)) {
      const detail = `\`${command}\` is no longer declared in the workspace`;
      return { name: 'commands', speaks: 'against', weight: 'ground', detail };
    }
  }
  return null;
}

function ofRules(memory: Memory, { saidIn, deniedBy }: WeighingContext): MemorySignal | null {
  const denied = deniedBy(instructionOf(memory));
  if (denied !== null) {
    const detail = `${denied.file} says “${denied.text}”; keep it only if that rule is what must change`;
    return { name: 'rules', speaks: 'against', weight: 'ground', detail };
  }
  const file = saidIn(instructionOf(memory));
  return file === null
    ? null
    : { name: 'rules', speaks: 'against', weight: 'ground', detail: `${file} says it already` };
}

/** Support counts where it is new: what was seen again since the last dream is no relic. */
function ofSupport(memory: Memory, newSessions: ReadonlySet<string>): MemorySignal | null {
  const isFresh = memory.evidence.some(({ session }) => newSessions.has(session));
  return isFresh && memory.evidence.length > 1
    ? { name: 'support', speaks: 'for', weight: 'hint', detail: 'it was seen again lately' }
    : null;
}

function ofUse(memory: Memory, uses: ReadonlyMap<string, number>): MemorySignal | null {
  const count = uses.get(memory.id) ?? 0;
  return count >= OFTEN_USED
    ? { name: 'use', speaks: 'for', weight: 'hint', detail: `it was recalled ${count} times` }
    : null;
}

function ofReward(memory: Memory, rewards: ReadonlyMap<string, RewardCounts>): MemorySignal | null {
  switch (rewardLife(rewards.get(memory.id) ?? NO_REWARD)) {
    case 'speaks-for':
      return { name: 'reward', speaks: 'for', weight: 'hint', detail: 'sessions that recalled it went well' };
    case 'speaks-against':
      return { name: 'reward', speaks: 'against', weight: 'hint', detail: 'sessions that recalled it went badly' };
    case 'open':
      return null;
  }
}

function ofContradiction(memory: Memory, denied: ReadonlySet<string>): MemorySignal | null {
  return denied.has(memory.id)
    ? { name: 'contradiction', speaks: 'against', weight: 'hint', detail: 'a later statement denies it' }
    : null;
}

function ofDuplication(memory: Memory, doubled: ReadonlySet<string>): MemorySignal | null {
  return doubled.has(memory.id)
    ? { name: 'duplication', speaks: 'against', weight: 'hint', detail: 'another memory says the same' }
    : null;
}

function ofSpecificity(memory: Memory): MemorySignal | null {
  const isVague = contentTerms(instructionOf(memory)).length < SELF_CONTAINED && memory.citations.length === 0;
  return isVague && !/`[^`]+`/u.test(memory.text)
    ? { name: 'specificity', speaks: 'against', weight: 'hint', detail: 'it says too little to act on' }
    : null;
}

function instructionOf(memory: Memory): string {
  return memory.text.split(/\n\s*\n/u, 1)[0] ?? memory.text;
}
