import type { Statement } from '../finding.ts';
import { dateSpan, longDate } from './dates.ts';
import { type MemoryDraftText, NO_SUPPORT } from './draft.ts';
import { instructionText } from './instruction-text.ts';

/** A correction of the moment is worth a memory only when it comes again. */
const CORRECTED_AGAIN = 2;

/** What to write down of a person's words; null when they were meant for the moment. */
export function draftFromStatement(finding: Statement): MemoryDraftText | null {
  const count = finding.sessions.length;
  if (finding.standing === 'none' && count < CORRECTED_AGAIN) return null;
  // A rule file speaks of it, and that was enough so far.
  if (finding.standing === 'raised' && finding.about === '') return null;
  // A few words that lean on what was said before say too little by themselves.
  if (finding.standing === 'implied' && finding.about !== '' && count < CORRECTED_AGAIN) return null;
  const instruction = wordingOf(finding);
  const tellsFact = isFact(instruction);
  // Where a rule file says the opposite, a person decides which of the two is edited.
  const isDisputed = finding.against !== undefined;
  return {
    folder:
      finding.standing === 'chosen'
        ? 'decisions'
        : tellsFact
          ? 'facts'
          : finding.kind === 'preference'
            ? 'preferences'
            : 'corrections',
    title: finding.standing === 'chosen' ? finding.about : instruction.replace(/^In a person's words: /u, ''),
    text: `${instruction}\n\n${provenance(finding)}`,
    kind: finding.standing === 'chosen' ? 'decision' : tellsFact ? 'fact' : 'preference',
    tags: [finding.kind],
    evidence: finding.evidence,
    origin: finding.origin,
    author: finding.author,
    confidence: finding.isHedged
      ? 0.5
      : { explicit: 0.9, request: 0.75, raised: 0.7, chosen: 0.7, implied: 0.6, shown: 0.6, rewritten: 0.6, none: 0.5 }[
          finding.standing
        ],
    validFrom: finding.firstAt,
    reason: finding.summary,
    support: {
      ...NO_SUPPORT,
      isExplicitInstruction: finding.standing === 'explicit' && !isDisputed,
      independentSessions: isDisputed ? 0 : count,
    },
    finding: finding.id,
  };
}

function wordingOf({ standing, text }: Statement): string {
  if (standing === 'raised' || standing === 'chosen' || standing === 'rewritten') return text;
  return standing === 'request' ? withoutMoment(instructionText(text)) : instructionText(text);
}

/** Says how things are, not what to do. */
function isFact(instruction: string): boolean {
  const isTold = /^(?:the|our|we|you have|you can|there|it|this|a|an) /iu.test(instruction);
  return isTold && !/\b(?:always|never|should|must|prefer|use|avoid|follow)\b/iu.test(instruction);
}

function provenance(finding: Statement): string {
  const about = finding.about === '' ? '' : ` It was said about: “${finding.about}”`;
  const times = finding.sessions.length;
  if (finding.standing === 'request')
    return `People asked for it in ${times} independent sessions ${dateSpan(finding.firstAt, finding.lastAt)}.`;
  if (finding.standing === 'raised')
    return `People came back to it in ${times} independent sessions ${dateSpan(finding.firstAt, finding.lastAt)}: ${finding.about}.`;
  if (finding.standing === 'chosen') return `Chosen on ${longDate(finding.at)}, when an agent asked.`;
  if (finding.standing === 'rewritten') return `${finding.summary}, ${dateSpan(finding.firstAt, finding.lastAt)}.`;
  if (finding.standing === 'shown')
    return `It was refused in ${times} independent sessions ${dateSpan(finding.firstAt, finding.lastAt)}.${finding.about === '' ? '' : ` Told then: “${finding.about}”`}`;
  if (times > 1) return `Said in ${times} independent sessions ${dateSpan(finding.firstAt, finding.lastAt)}.${about}`;
  return `Said on ${longDate(finding.at)}.${about}`;
}

/** A request that came again, without what tied it to one moment. */
function withoutMoment(text: string): string {
  return text
    .replace(/\s*\([^)]*\?\)/gu, '')
    .replace(/ (?:for|to|in|on|about|with) (?:this|that|it|these|those)(?: \w+)?(?=[.?]?$)/iu, '')
    .replace(/\b(?:some|any|a few|a couple of) (?=\w+s\b)/iu, '')
    .replace(/\b(for|to|in|on|about|with) the new\b/iu, '$1 new')
    .replace(/\?\.?$/u, '.');
}
