import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A sentence that a person typed to an agent, labelled by the guide in test/fixtures/statements. */
export interface LabelledSentence {
  readonly label: string;
  readonly place: string;
  readonly source: string;
  readonly text: string;
}

export function labelledSentences(): readonly LabelledSentence[] {
  return readFileSync(join(import.meta.dirname, '../fixtures/statements/labelled.tsv'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .map(([label = '', place = '', source = '', text = '']) => ({ label, place, source, text }));
}
