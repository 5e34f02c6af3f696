import { personSentences } from '../../src/core/dream/analyze/statements/person-sentences.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { digestEvents } from './read-sessions.ts';
import { type Told, told } from './rule-match.ts';

/** Something that a rule could have been learnt from, and when it was there. */
export interface Shown {
  readonly at: string;
  readonly about: Told;
}

const NO_WORDS: ReadonlySet<string> = new Set();

/** What sessions show that a rule can be learnt from: what people say, what failed calls print, which commands run. */
export async function ruleEvidence(
  sessions: readonly (readonly SessionEvent[])[],
): Promise<ReadonlyMap<string, readonly Shown[]>> {
  const said: Shown[] = [];
  const failed: Shown[] = [];
  const run: Shown[] = [];
  for (const events of sessions) {
    for (const event of events) {
      const { at, text } = event;
      if (event.type === 'user' && event.origin === 'user')
        said.push(...personSentences(text).map((sentence) => ({ at, about: told(sentence.text) })));
      if (event.type === 'tool_result' && event.isError)
        failed.push(...text.split('\n').map((line) => ({ at, about: told(line) })));
    }
    const digest = await digestEvents(events);
    for (const { at, command } of digest?.commands ?? [])
      run.push({ at, about: { terms: NO_WORDS, commands: [command] } });
  }
  return new Map([
    ['sentences of people', said],
    ['lines of failed calls', failed],
    ['commands that ran', run],
  ]);
}
