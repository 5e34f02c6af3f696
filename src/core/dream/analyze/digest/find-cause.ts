import { isTalk, namesSomething, type ToldSentence, toldSentences } from './told-sentences.ts';

const BLAMES =
  /^(?:(?:so|but|found it|ah|now i see)[,:!.]? )?(?:the )?(?:root cause|(?:real |actual |underlying )?(?:issue|problem|bug|cause|reason|culprit))(?: here)?(?:\s*(?:is|was) (?:that )?|\s*:\s*)(?:because )?/iu;
const UNSURE =
  /\b(?:might|may|maybe|perhaps|probably|possibly|likely|could be|seems?|appears?|i think|not sure|let me|if the)\b/iu;
/** Says how a thing behaves, so that it holds tomorrow, too. */
const HOLDS =
  /\b(?:isn't|aren't|doesn't|don't|can't|cannot|won't|is not|are not|does not|do not|must|needs?|requires?|expects?|ignores?|respects?|returns?|only|never|always|has|have|is|are|uses?|treats?|drops?|strips?|deletes?|overrides?|defaults? to)\b/iu;
const OVER =
  /\b(?:was|were|had|did|didn't|wasn't|weren't|is \w+ing|are \w+ing|currently|now|line \d+|lines \d+)\b|:\d+\b/iu;
/** Says nothing to who was not there. */
const POINTS = /\b(?:it|this|that|them|these|those)\b/iu;
const LONGEST = 240;

/** A sentence that says what was behind a failure and still holds once it is mended; null when the text has none. */
export function findCause(text: string): ToldSentence | null {
  for (const { raw, text: sentence } of toldSentences(text).toReversed()) {
    const lead = BLAMES.exec(sentence);
    if (lead === null) continue;
    const cause = sentence.slice(lead[0].length).trim();
    const [claim = ''] = cause.split(/, (?:so|which|and so|causing|but)\b/u);
    const isLasting = HOLDS.test(claim) && !OVER.test(claim) && !POINTS.test(claim.split(/ [-–—] |; /u, 1)[0] ?? '');
    if (cause.length > LONGEST || !isLasting || UNSURE.test(cause) || isTalk(cause) || !namesSomething(claim)) continue;
    return { raw, text: claim.replace(/[\s.,;]+$/u, '') };
  }
  return null;
}
