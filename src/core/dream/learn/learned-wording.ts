import { wordsOf } from '../../gate/sentences.ts';
import type { Memory } from '../../memory/memory.ts';
import type { StoreView } from '../../store.ts';
import { mainChange } from '../review/review-item.ts';
import { replacedPhrases } from './replaced-phrases.ts';
import { sentenceShape, shapesOf } from './sentence-shape.ts';

/** A text that a dream wrote, and what a person made of it before they approved it. */
export interface Rewording {
  readonly proposed: string;
  readonly became: string;
  /** As it was approved. */
  readonly memory: Memory;
}

/** How people word what dreams propose, as their edits show. */
export interface LearnedWording {
  /** Newest first. */
  readonly edits: readonly Rewording[];
  /** Words that people replaced by the same others in two or more edits; both without names and numbers. */
  readonly phrases: readonly { readonly from: string; readonly to: string }[];
  /** Sentences that people took out in two or more edits, by their shape. */
  readonly droppedShapes: ReadonlySet<string>;
}

/** One edit may be about that one memory; two are a habit. */
const HABIT = 2;
const EDITS_READ = 50;

export function learnWording(view: StoreView): LearnedWording {
  const edits = view
    .items(['committed'])
    .flatMap((item): readonly Rewording[] => {
      const memory = mainChange(item.proposal)?.after ?? null;
      const { drafted: proposed } = item;
      return proposed === undefined || memory === null || proposed === memory.text
        ? []
        : [{ proposed, became: memory.text, memory }];
    })
    .slice(0, EDITS_READ);
  return { edits, phrases: habits(edits.flatMap(phraseKeys)).map(readPhrase), droppedShapes: droppedIn(edits) };
}

function phraseKeys({ proposed, became }: Rewording): readonly string[] {
  return [...new Set(replacedPhrases(proposed, became).map(({ from, to }) => `${from}\n${to}`))];
}

function readPhrase(key: string): { readonly from: string; readonly to: string } {
  const [from = '', to = ''] = key.split('\n');
  return { from, to };
}

function droppedIn(edits: readonly Rewording[]): ReadonlySet<string> {
  return new Set(
    habits(
      edits.flatMap(({ proposed, became }) => {
        // A sentence that was worded anew shares most of its words with one that is there.
        const said = new Set(wordsOf(became));
        const left = new Set(shapesOf(became));
        const isGone = (sentence: string): boolean => {
          const words = wordsOf(sentence);
          return words.filter((word) => said.has(word)).length < words.length / 2;
        };
        return [...new Set(shapesOf(proposed, isGone))].filter((shape) => !left.has(shape));
      }),
    ),
  );
}

function habits(seen: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const one of seen) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].flatMap(([one, count]) => (count >= HABIT ? [one] : []));
}

/** The text as people would have edited it; the same where they would leave nothing of it. */
export function asPeopleWord(text: string, { phrases, droppedShapes }: LearnedWording): string {
  const kept = text
    .split(/\n{2,}/u)
    .map((part) => part.split(/(?<=[.!?])[^\S\n]+/u).filter((sentence) => !droppedShapes.has(sentenceShape(sentence))))
    .map((sentences) => sentences.join(' ').trim())
    .filter((part) => part !== '')
    .join('\n\n');
  if (kept === '') return text;
  // Code is not anybody's wording.
  return kept
    .split(/(```[\s\S]*?```|`[^`\n]+`)/u)
    .map((piece, index) => (index % 2 === 1 ? piece : phrases.reduce(replaced, piece)))
    .join('');
}

function replaced(text: string, { from, to }: LearnedWording['phrases'][number]): string {
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${from.replaceAll(' ', '\\s+')}(?![\\p{L}\\p{N}])`, 'giu');
  return text.replace(pattern, (found) => (/^\p{Lu}/u.test(found) ? to.charAt(0).toUpperCase() + to.slice(1) : to));
}
