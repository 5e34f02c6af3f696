import type { Memory } from '../../memory/memory.ts';
import { lowestOrigin } from '../../origin.ts';
import { dateSpan } from '../dates.ts';
import type { RecurringFailure, UnheededMemory } from '../finding.ts';
import type { Proposal } from '../proposal.ts';
import { type ProposalPlace, proposalBase } from './creation.ts';
import { NO_SUPPORT } from './draft.ts';
import { joinedEvidence } from './joined-evidence.ts';

/** How the paragraph starts that tells of failures while the memory stood; a later one takes its place. */
const STILL = 'It failed again in';

/**
 * A memory that warned in vain says its step as the last one before the work is called done, where it is harder to
 * pass by, and tells that it was passed by.
 */
export function sharpening(
  finding: RecurringFailure,
  {
    warned,
    memory,
    place,
  }: { readonly warned: UnheededMemory; readonly memory: Memory; readonly place: ProposalPlace },
): Proposal | null {
  if (memory.pinned) return null;
  const count = warned.sessions.length;
  const kept = memory.text
    .split(/\n\s*\n/u)
    .filter((paragraph) => !paragraph.startsWith(STILL))
    .join('\n\n');
  const still = `${STILL} ${count} independent sessions ${dateSpan(warned.firstAt, warned.lastAt)} while this stood: run \`${finding.command}\` as the last step before you call the work done or commit, or make it a commit hook.`;
  const origin = lowestOrigin([memory.origin, 'assistant']);
  return {
    ...proposalBase('update', memory.path, place),
    changes: [
      {
        id: memory.id,
        before: memory,
        after: {
          ...memory,
          text: `${kept}\n\n${still}`,
          evidence: joinedEvidence(memory.evidence, warned.evidence),
          origin,
          // Where it stands is half of why it was passed by: pinned, it is in every prompt.
          pinned: true,
          updatedAt: place.now.toISOString(),
        },
      },
    ],
    reason: `\`${finding.command}\` failed in ${count} independent sessions although ${memory.path} warns of it: it is worded anew and pinned, so that it stands in every prompt`,
    evidence: warned.evidence,
    origin,
    support: {
      ...NO_SUPPORT,
      independentSessions: count,
      failedSessions: count,
      isDeclaredCommand: finding.isDeclared,
    },
    findings: [finding.id],
  };
}
