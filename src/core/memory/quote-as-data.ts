const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/u;
/** Controls, direction marks, tag characters and other signs that a reader doesn't see but a model does. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0]/gu;
const OWN_TAG = /[<\uff1c\ufe64](?=\s*[/\uff0f]?\s*(?:memor|note))/giu;

/** The lines of a text for a prompt: none can look like one of ours, since each starts with "> " and our tags can't be spelled in it. */
export function quoteAsData(text: string): readonly string[] {
  return text
    .trim()
    .split(LINE_BREAK)
    .map((line) => `> ${withoutInvisible(line.replace(/\t/gu, '  ')).replace(OWN_TAG, '&lt;').trimEnd()}`);
}

export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, '');
}
