import type { SessionEvent } from '../../sessions/event.ts';

export interface KeptOutput {
  readonly text: string;
  readonly origin: 'tool' | 'external';
}

/** Whole outputs that were too long to be shown, to be read piece by piece. */
export interface KeptOutputs {
  /** Answers the name under which it can be read: `output:1`. */
  keep(output: KeptOutput): string;
  /** Undefined when it is not there or no longer. */
  read(name: string): KeptOutput | undefined;
}

const RESULT = 'result:';

/** The name under which the result of a call can be read whole: it is in the session, whatever of it is shown. */
export function resultName(call: string): string {
  return `${RESULT}${call}`;
}

/** The outputs that were kept, and the results that the session holds. */
export function withResults(outputs: KeptOutputs, events: () => readonly SessionEvent[]): KeptOutputs {
  return {
    keep: (output) => outputs.keep(output),
    read: (name) => {
      if (!name.startsWith(RESULT)) return outputs.read(name);
      const call = name.slice(RESULT.length);
      const result = events().findLast((event) => event.type === 'tool_result' && event.call === call);
      if (result === undefined) return undefined;
      return { text: result.text, origin: result.origin === 'external' ? 'external' : 'tool' };
    },
  };
}

const MOST_CHARACTERS = 32_000_000;

/** Keeps them while the session lives, the oldest going first when they are too many. */
export function createKeptOutputs(mostCharacters = MOST_CHARACTERS): KeptOutputs {
  const kept = new Map<string, KeptOutput>();
  let count = 0;
  let characters = 0;
  return {
    keep: (output) => {
      count += 1;
      const name = `output:${count}`;
      kept.set(name, output);
      characters += output.text.length;
      for (const [oldest, { text }] of kept) {
        if (characters <= mostCharacters || oldest === name) break;
        kept.delete(oldest);
        characters -= text.length;
      }
      return name;
    },
    read: (name) => kept.get(name),
  };
}
