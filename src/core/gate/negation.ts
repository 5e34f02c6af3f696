const NEGATION =
  /(?:\b(?:never|don[’']?t|do(?:es)? not|did not|must(?: not|n[’']?t)|avoid(?:ing)?|shouldn[’']?t|should not|cannot|can[’']?t|may not|won[’']?t|will not|isn[’']?t|is not|forbidden|prohibit(?:ed|s)?|refuse[sd]?|instead of|rather than|without|blocks?|prevents?|nor|not|no)\b(?! (?:forget|hesitate|worry|bother|mind))|❌|🚫)[^.!?;:\n]{0,70}$/iu;
const FORBIDDEN_AFTER = /^[^.!?;\n]{0,40}\b(?:is|are) (?:not allowed|forbidden|prohibited|banned|never)/iu;

/**
 * Where `pattern` matches `text` outside of a prohibition: "never force-push" warns, "force-push" advises. A clause
 * ends the reach of its negation.
 */
export function findUnlessForbidden(text: string, pattern: RegExp): string | null {
  for (const match of text.matchAll(pattern)) {
    const before = text.slice(Math.max(0, match.index - 90), match.index);
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 80);
    if (!NEGATION.test(before) && !FORBIDDEN_AFTER.test(after)) return match[0];
  }
  return null;
}
