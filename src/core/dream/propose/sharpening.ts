import { listed } from '../../listed.ts';
import type { Memory } from '../../memory/memory.ts';
import { lowestOrigin } from '../../origin.ts';
import { commandPurpose } from '../analyze/failures/command-purpose.ts';
import { dateSpan } from '../dates.ts';
import type { RecurringFailure, UnheededMemory } from '../finding.ts';
import type { Proposal } from '../proposal.ts';
import { type ProposalPlace, proposalBase } from './creation.ts';
import { NO_SUPPORT } from './draft.ts';
import { joinedEvidence } from './joined-evidence.ts';

/** How the paragraph starts that tells of failures while the memory stood; a later one takes its place. */
const STILL = 'It failed again in';

/**
 * A memory that was passed by says once more what was left out, where it is harder to pass by, and tells that it was.
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
  const span = dateSpan(warned.firstAt, warned.lastAt);
  const still = `${STILL} ${count} independent sessions ${span} while this stood, ${neglect(warned)}: ${remedyOf(finding, warned)}.`;
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
    reason: `\`${finding.command}\` failed in ${count} independent sessions although ${memory.path} warns of it, ${neglect(warned)}: it is worded anew and pinned, so that it stands in every prompt`,
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

function neglect({ skipped, isAfterFailure }: UnheededMemory): string {
  if (skipped.length === 0) return 'and the work was left or committed with it failing';
  return `without ${listed(skipped.map((step) => `\`${step}\``))} ${isAfterFailure ? 'after it' : 'before it'}`;
}

/** What to do so that it is not passed by again; only a check can be made a hook. */
function remedyOf({ command }: RecurringFailure, { skipped, isAfterFailure }: UnheededMemory): string {
  const hook = commandPurpose(command) === 'check' ? ', or make it a commit hook' : '';
  const steps = listed(skipped.map((step) => `\`${step}\``));
  if (skipped.length === 0) return `run \`${command}\` as the last step before you call the work done or commit${hook}`;
  return isAfterFailure
    ? `run ${steps} before you try again`
    : `run ${steps} each time before you run \`${command}\`${hook}`;
}
