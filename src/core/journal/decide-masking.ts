import type { Decision, SessionQuotes, StoreView } from '../store.ts';
import { maskedIn } from './decide-redaction.ts';
import type { QuotedTexts } from './find-quotes.ts';
import { restate, type StandingEntry, scopeOfWords } from './plan-redaction.ts';

/** What a memory of another store said, to be masked where this one's sessions say it again. */
export interface MaskingRequest {
  readonly memory: string;
  readonly texts: QuotedTexts;
  readonly reason: string;
}

export interface Masking {
  /** Sessions that lost the words. */
  readonly masked: readonly string[];
  /** Sessions that hold something as short as all that was redacted. */
  readonly sessions: readonly string[];
}

/** What is looked for: what this store's own memories say stays. */
export function textsOfMasking({ texts }: MaskingRequest, view: StoreView): QuotedTexts {
  return { ...texts, kept: [...texts.kept, ...view.memories().map(({ text }) => text)] };
}

export function decideMasking(
  request: MaskingRequest,
  view: StoreView,
  entries: readonly StandingEntry[],
  quotes: SessionQuotes,
): Decision<Masking> {
  const { events, titles, resembling } = quotes;
  const scope = scopeOfWords(textsOfMasking(request, view), { quoting: events, view });
  const restated = restate(entries, scope);
  const { memory, reason } = request;
  const isNothing = events.length + titles.length + restated.length === 0;
  return {
    records: isNothing
      ? []
      : [{ kind: 'redacted', reason, memories: [memory], session: null, events, titles, entries: restated }],
    result: { masked: maskedIn(quotes, view), sessions: resembling },
  };
}
