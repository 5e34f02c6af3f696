import { earnedOrigin } from '../../agent/earned-origin.ts';
import { classifySentence } from '../../dream/analyze/statements/classify-sentence.ts';
import { personSentences } from '../../dream/analyze/statements/person-sentences.ts';
import { type Evidence, quoteEvent } from '../../evidence.ts';
import { sentencesOf } from '../../gate/sentences.ts';
import type { Origin } from '../../origin.ts';
import type { SessionEvent, ToolCallEvent, UserEvent } from '../../sessions/event.ts';
import type { MemoryHit } from '../recall.ts';

/** Whose words a call of the memory tool writes down. */
export interface WordsOfCall {
  readonly origin: Origin;
  readonly author: string;
  readonly evidence: readonly Evidence[];
  /** Every sentence is a standing instruction of the person. */
  readonly isExplicitInstruction: boolean;
}

interface Said {
  readonly event: UserEvent;
  readonly start: number;
  readonly isExplicit: boolean;
}

/**
 * The words are the person's when each sentence is one that they typed in this session; otherwise the agent's, or
 * lower where they repeat what a tool or a memory of lower origin said. `recalled` are those memories.
 */
export function wordsOfCall(
  text: string,
  call: ToolCallEvent,
  history: readonly SessionEvent[],
  recalled: readonly MemoryHit[],
): WordsOfCall {
  const sentences = sentencesOf(text);
  const said = saidByPerson(history);
  const found = sentences.flatMap((sentence) => said.get(sentence) ?? []);
  const [first] = found;
  if (first === undefined || found.length < sentences.length) {
    // What it writes counts, however the session keeps the call.
    const origin = earnedOrigin({ ...call, text }, history, recalled);
    return { origin, author: call.agent, evidence: [quoteEvent(call)], isExplicitInstruction: false };
  }
  const quotes = found.map(({ event, start }) => quoteEvent(event, start));
  return {
    origin: 'user',
    author: first.event.author ?? 'person',
    evidence: [...new Map(quotes.map((quote) => [JSON.stringify(quote), quote])).values()],
    isExplicitInstruction: found.every(({ isExplicit }) => isExplicit),
  };
}

function saidByPerson(history: readonly SessionEvent[]): ReadonlyMap<string, Said> {
  const said = new Map<string, Said>();
  for (const event of history) {
    if (event.type !== 'user' || event.origin !== 'user') continue;
    for (const { text, start } of personSentences(event.text)) {
      const standing = classifySentence(text, { isReply: false, isRefusal: false })?.standing;
      for (const sentence of sentencesOf(text))
        said.set(sentence, { event, start, isExplicit: standing === 'explicit' });
    }
  }
  return said;
}
