import { assertNever } from '../../assert-never.ts';
import type { Evidence } from '../../evidence.ts';
import type { Memory } from '../../memory/memory.ts';
import type { StoreView } from '../../store.ts';
import type { EngineInput } from '../engine.ts';
import type { Finding } from '../finding.ts';
import type { Proposal } from '../proposal.ts';
import { type DreamScope, scopeOf, takesPart } from './scope.ts';

/** What of a store may be sent to a model, in a dream over a scope or over everything. */
export interface ModelSight {
  /** The session takes part in the dream. */
  readonly seesSession: (session: string) => boolean;
  /** The memory lies in the areas of the scope, and rests on no session that is left out of dreams. */
  readonly seesMemory: (memory: Memory) => boolean;
}

/** A dream over the scope `name`; over everything that takes part when it is undefined. */
export function modelSight(
  view: Pick<StoreView, 'session'>,
  scopes: readonly DreamScope[],
  name: string | undefined,
): ModelSight {
  const areas = scopes.find((scope) => scope.name === name)?.memories ?? [];
  const isLeftOut = (id: string): boolean => {
    const session = view.session(id);
    return session !== undefined && scopeOf(session, scopes)?.rhythm === 'never';
  };
  return {
    seesSession: (id) => {
      const session = view.session(id);
      return session !== undefined && takesPart(session, scopes, name);
    },
    seesMemory: ({ path, evidence }) =>
      (areas.length === 0 || areas.some((area) => path.startsWith(area))) &&
      !evidence.some(({ session }) => isLeftOut(session)),
  };
}

/** The part of an engine's input that a model may be shown. */
export function inSight(input: EngineInput): EngineInput {
  const { sight } = input;
  const memories = input.memories.filter(sight.seesMemory);
  const seen = new Set(memories.map(({ id }) => id));
  return {
    ...input,
    memories,
    findings: input.findings
      .filter((finding) => memoriesOf(finding).every((id) => seen.has(id)))
      .map((finding) => ({ ...finding, evidence: evidenceInSight(finding.evidence, sight) })),
    rewordings: input.rewordings.filter(({ memory }) => sight.seesMemory(memory)),
  };
}

/** Whether a model may be shown what a proposal changes. */
export function seesProposal({ changes }: Proposal, { seesMemory }: ModelSight): boolean {
  return changes.every(({ before, after }) => [before, after].every((memory) => memory === null || seesMemory(memory)));
}

export function evidenceInSight(evidence: readonly Evidence[], { seesSession }: ModelSight): readonly Evidence[] {
  return evidence.filter(({ session }) => seesSession(session));
}

/** Ids of the memories that a finding speaks of. */
function memoriesOf(finding: Finding): readonly string[] {
  switch (finding.kind) {
    case 'recurring-failure':
      return finding.warned === null ? [] : [finding.warned.memory];
    case 'contradiction':
      if ('memories' in finding) return finding.memories;
      return finding.memory === null ? [] : [finding.memory];
    case 'duplicate':
    case 'multi-agent':
      return finding.memories;
    case 'stale':
      return [finding.memory];
    case 'inefficiency':
    case 'deviation':
    case 'gap':
    case 'outcome': {
      const { tidying } = finding;
      if (tidying === undefined) return [];
      return 'link' in tidying ? [tidying.memory, tidying.link.memory] : [tidying.memory];
    }
    case 'preference':
    case 'correction':
      return [];
    default:
      return assertNever(finding);
  }
}
