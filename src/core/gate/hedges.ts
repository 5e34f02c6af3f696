import { sentencesOf, wordsOf } from './sentences.ts';

const HEDGE =
  /\b(?:maybe|perhaps|possibly|probably|presumably|i (?:think|guess|believe|suppose|assume)|not (?:sure|certain)|unsure|might|may be|could be|seems?|apparently|likely|for now|for the moment|for the time being|at the moment|until further notice|temporar(?:y|ily)|tentative(?:ly)?|provisional(?:ly)?|usually|sometimes|in my opinion|imo|afaik|iirc|vielleicht|vermutlich|wahrscheinlich|vorerst|vorläufig|ich (?:glaube|denke)|peut-être|pour l’instant|pour l'instant|quizás?|tal vez|por ahora)\b/iu;

const HEDGES = new RegExp(HEDGE, 'giu');

/** Half the hedged sentence's words said again make it the same statement. */
const SAME_STATEMENT = 0.5;

function isHedged(text: string): boolean {
  return HEDGE.test(text);
}

/** The sentence of `source` that goes on in `text` without its "maybe"; null when no hedge is lost. */
export function findDroppedHedge(source: string, text: string): string | null {
  const said = new Set(wordsOf(text));
  for (const sentence of sentencesOf(source)) {
    if (!isHedged(sentence)) continue;
    const words = wordsOf(sentence.replace(HEDGES, ' ')).filter((word) => word.length > 3);
    const shared = words.filter((word) => said.has(word)).length;
    if (words.length === 0 || shared / words.length < SAME_STATEMENT) continue;
    if (!sentencesOf(text).some((one) => isHedged(one) && words.some((word) => one.includes(word)))) return sentence;
  }
  return null;
}
