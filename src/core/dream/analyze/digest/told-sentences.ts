/** A sentence of Markdown text as it reads, and as it stands in the text. */
export interface ToldSentence {
  readonly text: string;
  readonly raw: string;
}

/** The sentences of an agent's answer: without code blocks, tables, headings and the marks around words. */
export function toldSentences(markdown: string): readonly ToldSentence[] {
  const prose = markdown.replace(/```[\s\S]*?(?:```|$)/gu, '\n');
  return prose.split('\n').flatMap((line) => {
    if (/^\s*(?:#|\||>|-{3,})/u.test(line)) return [];
    const item = line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/u, '').trim();
    return item
      .split(/(?<=[.!?])\s+(?=[\p{Lu}`*“"])/u)
      .map((raw) => ({ raw, text: raw.replace(/\*\*|__/gu, '').trim() }))
      .filter(({ text }) => text !== '');
  });
}

/** Names code, a file, a flag or a tool: something that can be looked up. */
export function namesSomething(text: string): boolean {
  return /`[^`]+`|\b\w+\(\)|\b[a-z]+[A-Z]\w+|\b[A-Z][a-z]+[A-Z]\w+|\b[\w-]+\.(?:go|ts|tsx|js|py|rs|rb|java|kt|json|ya?ml|toml|md|sh)\b|\b[a-z]+(?:-[a-z]+)+\b/u.test(
    text,
  );
}

/** Talks of the agent, the person or the moment, or only announces what follows. */
export function isTalk(text: string): boolean {
  return (
    /^(?:(?:ok(?:ay)?|yes|no|so|now|perfect|great|good|excellent|right|sure|done|let me|let's|i|i'm|i'll|i've|you|you're|your|here'?s?|this|that|it|these|those|want|would|should|shall|looking)\b[,.! ]?)/iu.test(
      text,
    ) || /[:?]$/u.test(text)
  );
}
