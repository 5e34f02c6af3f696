import { linksTo, type Memory, type MemoryLink } from '../../memory/memory.ts';
import type { Disagreement, DuplicateMemories, Finding, MemoryConflict } from '../finding.ts';
import type { Proposal } from '../proposal.ts';
import type { ProposalPlace } from './creation.ts';
import { proposalOfTidying } from './from-tidying.ts';

/** Notes that two memories deny each other, on the later one; on the other where people alone change that. */
export function conflictLink(
  finding: MemoryConflict,
  memoryOf: (id: string) => Memory | undefined,
  place: ProposalPlace,
): Proposal | null {
  const [newer, older] = finding.memories.map(memoryOf);
  if (newer === undefined || older === undefined) return null;
  return newer.pinned
    ? link(finding, older, { relation: 'contradicts', memory: newer.id }, place)
    : link(finding, newer, { relation: 'contradicts', memory: older.id }, place);
}

/** Notes that a memory bears another one out, where they rest on sessions of their own. */
export function supportLink(
  finding: DuplicateMemories,
  supported: Memory,
  supporting: Memory,
  place: ProposalPlace,
): Proposal | null {
  const isLinked = linksTo(supporting, supported.id, 'supports') || linksTo(supported, supporting.id, 'supports');
  if (isLinked || !finding.restApart) return null;
  return link(finding, supporting, { relation: 'supports', memory: supported.id }, place);
}

/** The memories that one of the people who disagree has denied. */
export function deniedBy({ statements }: Disagreement, findings: readonly Finding[]): readonly MemoryLink[] {
  const ids = new Set(statements.map(({ id }) => id));
  const denied = findings.flatMap((finding) =>
    finding.kind === 'contradiction' && finding.memory !== null && ids.has(finding.statement.id)
      ? [finding.memory]
      : [],
  );
  return [...new Set(denied)].map((memory) => ({ relation: 'contradicts', memory }));
}

function link(
  { id, summary, evidence }: MemoryConflict | DuplicateMemories,
  memory: Memory,
  to: MemoryLink,
  place: ProposalPlace,
): Proposal | null {
  const tidying = { kind: 'link', memory: memory.id, link: to } as const;
  return proposalOfTidying({ id, summary, evidence }, { tidying, memory, place });
}
