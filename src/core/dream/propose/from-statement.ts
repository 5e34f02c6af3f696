import { dateSpan, longDate } from '../dates.ts';
import type { Statement } from '../finding.ts';
import { type DatedText, datedText } from './dated-text.ts';
import { type MemoryDraftText, NO_SUPPORT } from './draft.ts';
import { IN_WORDS, instructionText } from './instruction-text.ts';

/** A correction of the moment is worth a memory only when it comes again. */
const CORRECTED_AGAIN = 2;

/** What to write down of a person's words; null when they were meant for the moment, or for a time that is over `now`. */
export function draftFromStatement(finding: Statement, now: Date): MemoryDraftText | null {
  const count = finding.sessions.length;
  if (finding.standing === 'none' && count < CORRECTED_AGAIN) return null;
  // A rule file speaks of it, and that was enough so far.
  if (finding.standing === 'raised' && finding.about === '') return null;
  // A few words that lean on what was said before say too little by themselves.
  if (finding.standing === 'implied' && finding.about !== '' && count < CORRECTED_AGAIN) return null;
  const dated = datedText(finding.text, finding.at);
  if (dated.validTo !== null && dated.validTo <= now.toISOString()) return null;
  const instruction = wordingOf(finding, dated);
  const tellsFact = isFact(instruction);
  // Seen once, a wish about the speaker's own affairs or a word on what is missing was a remark, and no rule.
  const isOwnWish = instruction.startsWith(IN_WORDS) && !finding.isHedged;
  const isRemark = isOwnWish || (tellsFact && LACK.test(instruction));
  if (finding.standing === 'implied' && count < CORRECTED_AGAIN && isRemark) return null;
  // What somebody else may deny is for a person to say; what holds for a while, nobody knows until when, is no rule by itself.
  const mustWait = finding.doubtedBy !== undefined || dated.isPassing;
  return {
    folder:
      finding.standing === 'chosen'
        ? 'decisions'
        : tellsFact
          ? 'facts'
          : finding.kind === 'preference'
            ? 'preferences'
            : 'corrections',
    title:
      finding.standing === 'chosen'
        ? finding.about
        : instruction.startsWith(IN_WORDS)
          ? instruction.slice(IN_WORDS.length)
          : instruction,
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
    validFrom: dated.validFrom ?? finding.firstAt,
    ...(dated.validFrom !== null && { isToCome: true }),
    ...(dated.isPassing && { isPassing: true }),
    ...(dated.validTo !== null && { validTo: dated.validTo }),
    reason: finding.summary,
    support: {
      ...NO_SUPPORT,
      isExplicitInstruction: finding.standing === 'explicit' && !mustWait,
      independentSessions: mustWait ? 0 : (finding.saidAlike ?? count),
    },
    finding: finding.id,
  };
}

function wordingOf({ standing, text: said }: Statement, { text, times }: DatedText): string {
  if (standing === 'raised' || standing === 'rewritten') return said;
  if (standing === 'chosen') return text;
  if (standing === 'request') return withoutMoment(instructionText(text));
  const inTheirWords = instructionText(said);
  // A quote stays as it was said.
  if (!inTheirWords.startsWith(IN_WORDS)) return instructionText(text);
  return times.length === 0 ? inTheirWords : `${inTheirWords} That is ${times.join(', ')}.`;
}

const LACK =
  /\b(?:(?:don't|doesn't|do not|does not|no longer|didn't|never) (?:have|exist|need)|there (?:is|are) (?:no|not)|there (?:isn't|aren't)|(?:is|are) (?:gone|missing))\b/iu;

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
