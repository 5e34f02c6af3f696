import { collapseWhiteSpace, type Evidence, quoteEvent } from '../../../evidence.ts';
import type { FeedbackEvent, SessionEvent, UserEvent } from '../../../sessions/event.ts';
import { originWithin, type RepeatedSpan } from '../../../sessions/origin-tracker.ts';
import { classifySentence } from '../statements/classify-sentence.ts';
import { concernsOf } from '../statements/concerns.ts';
import { personSentences } from '../statements/person-sentences.ts';
import { asksToRecord, isSaidForNow, namesRule } from '../statements/standing-signals.ts';
import { takesOver } from '../statements/takes-over.ts';
import { contentTerms, SELF_CONTAINED } from '../terms/terms.ts';
import type { PersonRequest, PersonStatement, Takeover } from './digest.ts';
import type { RaisedConcern } from './lessons.ts';
import { isRequest, requestKey } from './request-key.ts';

/** A person's message or word of refusal, and where it stands in its session. */
export interface Heard {
  readonly event: UserEvent | FeedbackEvent;
  readonly index: number;
  /** The pieces of it that repeat what a tool or the outside showed: those are not the person's. */
  readonly repeats: readonly RepeatedSpan[];
  /** Work was done before in this session. */
  readonly isReply: boolean;
}

type Said = Omit<PersonStatement, 'kind' | 'standing' | 'isHedged' | 'about'>;

const MOST_TAKEOVERS = 10;

/** What the people of a session said: instructions, corrections, requests, concerns that they raised, what they took over. */
export class PersonReader {
  readonly statements: PersonStatement[] = [];
  readonly requests: PersonRequest[] = [];
  readonly takeovers: Takeover[] = [];
  private readonly raised = new Map<string, RaisedConcern>();
  private lastSaid: Said | null = null;

  get concerns(): readonly RaisedConcern[] {
    return [...this.raised.values()];
  }

  read({ event, index, repeats, isReply }: Heard): void {
    const isRefusal = event.type === 'feedback';
    if (event.origin !== 'user' && repeats.length === 0) return;
    const text = isRefusal ? event.text.replace(/^[\s\S]*?the user said:\s*/iu, '') : event.text;
    const shift = isRefusal ? collapseWhiteSpace(event.text).indexOf(collapseWhiteSpace(text)) : 0;
    const author = event.author ?? 'user';
    for (const sentence of personSentences(text)) {
      const start = sentence.start + Math.max(0, shift);
      if (originWithin(repeats, { start, end: start + sentence.text.length, origin: 'user' }) !== 'user') continue;
      const evidence = quoteSentence(event, start, sentence.text);
      const said = { index, text: sentence.text, author, origin: 'user' as const, at: event.at, evidence };
      const found = classifySentence(sentence.text, { isReply, isRefusal });
      const isBrief = contentTerms(sentence.text).length < SELF_CONTAINED;
      const about = isBrief ? (this.lastSaid?.text.slice(0, 160) ?? '') : '';
      const isAboutOther = asksToRecord(sentence.text) && !namesRule(sentence.text);
      if (isAboutOther && this.lastSaid !== null) this.recordBefore(this.lastSaid);
      else if (isAboutOther) this.lastSaid = said;
      else if (found !== null) this.statements.push({ ...said, ...found, about });
      this.lastSaid = said;
      const isTakeover = isReply && this.takeovers.length < MOST_TAKEOVERS && takesOver(sentence.text);
      if (isTakeover) this.takeovers.push({ index, evidence });
      // What a session begins with is its task; what comes after work was done tells what that work lacked.
      const key = isReply ? requestKey(sentence.text) : null;
      if (key !== null) this.requests.push({ ...said, key });
      for (const concern of isReply || !isRequest(sentence.text) ? concernsOf(sentence.text) : []) {
        if (!this.raised.has(concern))
          this.raised.set(concern, { concern, text: sentence.text, author, at: event.at, evidence });
      }
    }
  }

  /** "Add a rule for this" makes an instruction of the sentence before it. */
  private recordBefore(said: Said): void {
    const known = this.statements.findIndex(({ evidence }) => evidence === said.evidence);
    if (known >= 0) this.statements.splice(known, 1);
    const isHedged = isSaidForNow(said.text);
    const standing = isHedged ? 'implied' : 'explicit';
    this.statements.push({ ...said, kind: 'preference', standing, isHedged, about: '' });
  }
}

function quoteSentence(event: SessionEvent, start: number, sentence: string): Evidence {
  const evidence = quoteEvent(event, start);
  return evidence.quote.startsWith(sentence) ? { ...evidence, quote: sentence } : evidence;
}
