import { describe, expect, it } from 'vitest';
import { rewritesAll } from '../../../src/core/dream/engine/check-words.ts';

const MEMORY =
  'Run `make generate` before `make check`.\n\nThe server in `services/api` fails to build with stale generated code, since March 2026.';

describe('an update that rewrites nearly everything', () => {
  it.each([
    'Write styles as CSS modules.',
    'Deploy from the release branch alone, never on a Friday, and tell the team in the channel before.',
  ])('is one that keeps next to nothing: %s', (after) => {
    expect(rewritesAll(MEMORY, after)).toBe(true);
  });
  it.each([
    MEMORY.replace('before `make check`', 'before `make check` and `make test`'),
    'Run `make generate` before `make check`: the server in `services/api` fails to build with stale generated code.',
    `${MEMORY}\n\nThe same holds for the importer.`,
  ])('is not one that changes a few words, shortens or adds: %s', (after) => {
    expect(rewritesAll(MEMORY, after)).toBe(false);
  });
  it('is not told of a single sentence, of which any edit changes much', () => {
    expect(rewritesAll('Use npm for scripts.', 'Indent with tabs.')).toBe(false);
  });
});
