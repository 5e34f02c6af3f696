import type { Memory } from '../../memory/memory.ts';
import { lowestOrigin } from '../../origin.ts';
import type { MultiAgentFinding } from '../finding.ts';
import type { Proposal } from '../proposal.ts';
import { type ProposalPlace, proposalBase } from './creation.ts';
import { NO_SUPPORT } from './draft.ts';
import { joinedCitations, joinedEvidence } from './joined-evidence.ts';

/** What several agents learned apart becomes one memory for all of them; a person decides, whatever the level. */
export function promotion(
  finding: MultiAgentFinding,
  [kept, ...others]: readonly [Memory, ...Memory[]],
  place: ProposalPlace,
): Proposal {
  const at = place.now.toISOString();
  const all = [kept, ...others];
  const shared: Memory = {
    ...kept,
    scope: 'workspace',
    tags: [...new Set(all.flatMap(({ tags }) => tags))],
    evidence: joinedEvidence(
      kept.evidence,
      others.flatMap(({ evidence }) => evidence),
    ),
    citations: joinedCitations(
      kept.citations,
      others.flatMap(({ citations }) => citations),
    ),
    links: all.flatMap(({ links }) => links),
    origin: lowestOrigin(all.map(({ origin }) => origin)),
    confidence: Math.max(...all.map(({ confidence }) => confidence)),
    updatedAt: at,
  };
  return {
    ...proposalBase('promote', kept.path, place),
    changes: [
      { id: kept.id, before: kept, after: shared },
      ...others.map((other) => ({
        id: other.id,
        before: other,
        after: { ...other, validTo: at, supersededBy: kept.id, updatedAt: at },
      })),
    ],
    reason: finding.summary,
    evidence: shared.evidence,
    origin: shared.origin,
    support: { ...NO_SUPPORT, independentSessions: finding.sessions.length },
    findings: [finding.id],
  };
}
