import { type Embedder, EmbedderMissing } from '../../src/core/search/vectors/embedder.ts';
import type { WordVectors } from '../../src/core/search/vectors/word-vectors.ts';

/** What the made-up models of these tests know: words of one line mean the same. */
const CONCEPTS: readonly (readonly string[])[] = [
  ['sign', 'login', 'authentication', 'oauth'],
  ['car', 'automobile', 'engine'],
  ['indentation', 'tabs', 'spaces'],
  ['lunch', 'pizza'],
];

function vectorOf(text: string): Float32Array {
  const words = text.toLowerCase().match(/[a-z]+/gu) ?? [];
  const counts = CONCEPTS.map((concept) => words.filter((word) => concept.includes(word)).length);
  const length = Math.hypot(...counts);
  return Float32Array.from(counts, (count) => (length === 0 ? 0 : count / length));
}

export const conceptWords: WordVectors = { dimensions: CONCEPTS.length, vectorOf };

export interface ConceptEmbedder extends Embedder {
  /** Every text that was embedded, in order. */
  readonly embedded: readonly string[];
}

/** A model that knows the concepts; it breaks after `lasts` texts where that is given. */
export function conceptEmbedder(model = 'concepts', lasts = Number.POSITIVE_INFINITY): ConceptEmbedder {
  const embedded: string[] = [];
  return {
    model,
    dimensions: CONCEPTS.length,
    embedded,
    embed: async (texts) => {
      if (embedded.length + texts.length > lasts) throw new EmbedderMissing('it broke; mend it');
      embedded.push(...texts);
      return texts.map(vectorOf);
    },
    close: async () => undefined,
  };
}
