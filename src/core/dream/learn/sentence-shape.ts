/** A sentence without what differs from one memory to the next: code and numbers. */
export function sentenceShape(sentence: string): string {
  return sentence
    .replace(/`[^`\n]+`/gu, '`')
    .replace(/\p{N}[\p{N}.,:-]*/gu, '#')
    .toLowerCase()
    .replace(/[\s.!?]+$/u, '')
    .trim();
}

/** Shapes of the sentences of a text, of those that `takes` where it is given. */
export function shapesOf(text: string, takes: (sentence: string) => boolean = () => true): readonly string[] {
  return text
    .split(/\n+|(?<=[.!?])\s+/u)
    .filter((sentence) => /\p{L}/u.test(sentence) && takes(sentence))
    .map(sentenceShape);
}
