import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorText } from '../core/error-text.ts';
import type { Meanings } from '../core/search/recaller.ts';
import { readWordVectors, type WordVectors } from '../core/search/vectors/word-vectors.ts';
import { MiniLmThread } from './mini-lm-thread.ts';
import { bundleFolder, findAbove } from './model-folder.ts';

const WORD_VECTORS = join('media', 'word-vectors.bin');

/** What tells meanings, from the files that come with Dreamwright; what is missing is told, and the words decide alone. */
export function loadMeanings(mode: Meanings['mode']): Meanings {
  const here = bundleFolder();
  const notices: string[] = [];
  const embedder = new MiniLmThread({ script: join(here, 'embedding-worker.js'), folder: join(here, 'model') });
  const loadWords = () => readWords(here, (notice) => notices.push(notice));
  return { loadWords, embedder, mode, notices };
}

function readWords(here: string, tell: (notice: string) => void): WordVectors | null {
  const path = findAbove(here, WORD_VECTORS);
  try {
    if (path !== null) return readWordVectors(readFileSync(path));
    tell(`Sessions are found by their words alone: ${WORD_VECTORS} is missing; install Dreamwright again.`);
  } catch (error) {
    const reason = errorText(error);
    tell(`Sessions are found by their words alone: ${reason}; install Dreamwright again.`);
  }
  return null;
}
