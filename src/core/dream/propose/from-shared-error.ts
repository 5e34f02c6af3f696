import { listed } from '../../listed.ts';
import { EDIT_NAMED_FILES } from '../analyze/failures/find-remedy.ts';
import { dateSpan } from '../dates.ts';
import type { RecurringFailure } from '../finding.ts';
import { type MemoryDraftText, NO_SUPPORT } from './draft.ts';

/** What to do about an error that different commands meet; null where nothing was seen to help. */
export function draftFromSharedError(finding: RecurringFailure): MemoryDraftText | null {
  const { error, remedy } = finding;
  const steps = remedy?.steps.filter((step) => step !== EDIT_NAMED_FILES) ?? [];
  if (error === null || remedy === null || steps.length === 0) return null;
  const done = listed(steps);
  return {
    folder: 'errors',
    title: error,
    text: `When a command fails with “${error}”, ${done} and run it again.\n\n${finding.summary}, ${dateSpan(finding.firstAt, finding.lastAt)}, and passed again in ${remedy.episodes} of them after this.`,
    kind: 'procedure',
    tags: ['errors'],
    evidence: [...finding.evidence, ...remedy.evidence].filter(
      (evidence, index, all) =>
        all.findIndex((other) => other.session === evidence.session && other.event === evidence.event) === index,
    ),
    // The error is told in words of the tool.
    origin: 'tool',
    author: 'dream',
    confidence: 0.7,
    validFrom: finding.firstAt,
    reason: finding.summary,
    support: {
      ...NO_SUPPORT,
      independentSessions: finding.sessions.length,
      failedSessions: finding.sessions.length,
      passedSessions: remedy.episodes,
      isDeclaredCommand: finding.isDeclared,
    },
    finding: finding.id,
  };
}
