import { readClaim } from '../analyze/statements/claim.ts';
import { dateSpan } from '../dates.ts';
import type { Disagreement, Observation } from '../finding.ts';
import { type MemoryDraftText, NO_SUPPORT } from './draft.ts';
import { instructionText } from './instruction-text.ts';

/** What to write down of something seen across sessions; null where it is for a person to read and no more. */
export function draftFromObservation(finding: Observation): MemoryDraftText | null {
  const { advice, firstAt, lastAt } = finding;
  if (advice === null) return null;
  return {
    folder: advice.folder,
    title: advice.title,
    text: `${advice.text}\n\n${advice.because ?? finding.summary}, ${dateSpan(firstAt, lastAt)}.`,
    kind: advice.kind,
    tags: [finding.kind],
    evidence: finding.evidence,
    origin: finding.origin,
    author: 'dream',
    confidence: 0.6,
    validFrom: firstAt,
    reason: finding.summary,
    support: { ...NO_SUPPORT, independentSessions: finding.sessions.length },
    finding: finding.id,
  };
}

/** Both sides of a disagreement as one memory that a person may keep, edit into a decision, or reject. */
export function draftFromDisagreement(finding: Disagreement): MemoryDraftText {
  const said = finding.statements.map(({ author, text }) => `${author} says “${text.replace(/[.!]+$/u, '')}”`);
  const [first] = finding.statements;
  return {
    folder: 'decisions',
    title: titleOf(finding),
    text: `Ask which one holds before you choose: ${said.join(', and ')}.\n\nSaid ${dateSpan(first?.firstAt ?? '', finding.statements.at(-1)?.lastAt ?? '')}.`,
    kind: 'decision',
    tags: ['disagreement'],
    evidence: finding.evidence,
    origin: 'user',
    author: 'dream',
    confidence: 0.5,
    validFrom: first?.firstAt ?? '',
    reason: finding.summary,
    support: NO_SUPPORT,
    finding: finding.id,
  };
}

/** `npm or pnpm` where the choices have names, else the first of the two sides. */
function titleOf({ statements }: Disagreement): string {
  const chosen = statements.flatMap(({ text }) => [...readClaim(text).chosen].slice(0, 1));
  return chosen.length > 1 ? chosen.join(' or ') : instructionText(statements[0]?.text ?? 'people differ');
}
