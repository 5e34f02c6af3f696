import type { Dreamwright } from '../../core/dreamwright.ts';

const HIT_LIMIT = 100;
const BEFORE_CHARACTERS = 30;
const SNIPPET_CHARACTERS = 140;

/** The sessions in which words were said, each with the piece that fits best. */
export async function findInSessions(
  store: Pick<Dreamwright, 'recall'>,
  words: string,
): Promise<ReadonlyMap<string, string>> {
  const hits = await store.recall(words, { limit: HIT_LIMIT, within: 'sessions' });
  const found = new Map<string, string>();
  for (const hit of hits) {
    if (hit.kind === 'memory' || found.has(hit.session)) continue;
    found.set(hit.session, snippetAround(hit.text, words));
  }
  return found;
}

/** A piece of the text around the first of the words that stands in it. */
export function snippetAround(text: string, words: string): string {
  const line = text.replace(/\s+/gu, ' ').trim();
  const lower = line.toLowerCase();
  const places = [words, ...words.split(/\s+/u)].map((word) => lower.indexOf(word.toLowerCase()));
  const place = places.find((index) => index >= 0) ?? 0;
  const start = Math.max(0, place - BEFORE_CHARACTERS);
  const piece = line.slice(start, start + SNIPPET_CHARACTERS);
  return `${start > 0 ? '…' : ''}${piece}${start + SNIPPET_CHARACTERS < line.length ? '…' : ''}`;
}
