import { classifySentence } from '../dream/analyze/statements/classify-sentence.ts';
import type { Memory } from '../memory/memory.ts';

/** Said by nobody before, and no answer to a refused call: the sentence stands for itself. */
const ALONE = { isReply: false, isRefusal: false } as const;
const SENTENCES_READ = 3;
/** What says so in so many words; a quick look, since most texts instruct nobody. */
const FOR_GOOD =
  /\b(?:always|never|from (?:now|here) on|(?:going|moving) forward|as a rule|at all times|without exception|remember|(?:keep|bear) in mind|don't forget)\b/iu;

/** Whether a memory's text instructs beyond the moment; memories don't change, so each is read once. */
const instructs = new WeakMap<Memory, boolean>();

/**
 * The memories that belong into every prompt: what a person pinned, and the preferences and standing instructions that
 * a person stated, most important first. Words of tools or of the outside never stand, whatever their kind.
 */
export function standingMemories(memories: readonly Memory[], uses: (id: string) => number): readonly Memory[] {
  return memories
    .filter(isStanding)
    .toSorted(
      (a, b) =>
        Number(b.pinned) - Number(a.pinned) ||
        b.confidence - a.confidence ||
        uses(b.id) - uses(a.id) ||
        (a.updatedAt === b.updatedAt ? (a.id < b.id ? -1 : 1) : a.updatedAt > b.updatedAt ? -1 : 1),
    );
}

/** Why a standing memory stands, as a clause for a person. */
export function standingReason({ pinned, kind }: Memory): string {
  if (pinned) return 'pinned';
  return kind === 'preference' ? 'standing preference' : 'standing instruction';
}

function isStanding(memory: Memory): boolean {
  const { kind, origin, pinned, scope } = memory;
  if (origin === 'tool' || origin === 'external') return false;
  if (pinned) return true;
  return origin === 'user' && scope !== 'agent' && (kind === 'preference' || isInstruction(memory));
}

function isInstruction(memory: Memory): boolean {
  const known = instructs.get(memory);
  if (known !== undefined) return known;
  const sentences = memory.text.slice(0, 1_000).split(/\n+|(?<=[.!?])\s+/u);
  const found = sentences
    .slice(0, SENTENCES_READ)
    .some((sentence) => FOR_GOOD.test(sentence) && classifySentence(sentence, ALONE)?.standing === 'explicit');
  instructs.set(memory, found);
  return found;
}
