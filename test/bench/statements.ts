// Precision and recall of what the analysis takes for a person's correction or lasting instruction, on the labelled sample,
// beside a plain regular expression in the same run.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classifySentence } from '../../src/core/dream/analyze/classify-sentence.ts';

interface Labelled {
  readonly label: string;
  readonly place: string;
  readonly source: string;
  readonly text: string;
}

const PLAIN =
  /\b(?:no,|don't|do not|never|always|instead|wrong|not what|stop|actually|prefer|should not|shouldn't|i said|revert|undo)\b/iu;

const sample: readonly Labelled[] = readFileSync(
  join(import.meta.dirname, '../fixtures/statements/labelled.tsv'),
  'utf8',
)
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'))
  .map(([label = '', place = '', source = '', text = '']) => ({ label, place, source, text }));

function classify({ place, text }: Labelled) {
  return classifySentence(text, { isReply: place !== 'O', isRefusal: place === 'F' });
}

function score(
  name: string,
  rows: readonly Labelled[],
  isWanted: (row: Labelled) => boolean,
  isFound: (row: Labelled) => boolean,
): void {
  const wanted = rows.filter(isWanted);
  const found = rows.filter(isFound);
  const right = found.filter(isWanted).length;
  const precision = found.length === 0 ? 0 : right / found.length;
  const recall = wanted.length === 0 ? 0 : right / wanted.length;
  console.log(
    `${name.padEnd(44)} precision ${precision.toFixed(2)}  recall ${recall.toFixed(2)}  (${right} of ${wanted.length}, ${found.length} found)`,
  );
}

const isEither = ({ label }: Labelled) => label !== '-';
/** Half of the sample by its words: signals are read off one half and judged by the other. */
function isKeptBack({ text }: Labelled): boolean {
  return (createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 1;
}

const parts: readonly (readonly [name: string, rows: readonly Labelled[]])[] = [
  ['entire', sample.filter(({ source }) => source === 'entire')],
  ['minsky', sample.filter(({ source }) => source === 'minsky')],
  ['open half', sample.filter((row) => !isKeptBack(row))],
  ['half kept back', sample.filter(isKeptBack)],
  ['all', sample],
];
for (const [name, rows] of parts) {
  console.log(`${name}: ${rows.length} sentences`);
  score('  plain expression, either', rows, isEither, ({ text }) => PLAIN.test(text));
  score('  analysis, either', rows, isEither, (row) => classify(row) !== null);
  score(
    '  analysis, to keep',
    rows,
    ({ label }) => label.includes('K'),
    (row) => (classify(row)?.standing ?? 'none') !== 'none',
  );
  score(
    '  analysis, explicit (may commit by itself)',
    rows,
    ({ label }) => label.includes('K'),
    (row) => classify(row)?.standing === 'explicit',
  );
  score(
    '  analysis, correction',
    rows,
    ({ label }) => label.includes('C'),
    (row) => classify(row)?.kind === 'correction',
  );
}
if (process.argv.includes('--errors')) {
  for (const row of sample.filter((one) => !isKeptBack(one))) {
    const found = classify(row);
    if ((found !== null) !== isEither(row))
      console.log(
        `${found === null ? 'missed' : 'wrong '} ${row.label} ${row.place} ${found?.standing ?? ''} ${row.text}`,
      );
    else if ((found !== null && found.standing !== 'none') !== row.label.includes('K'))
      console.log(`keep?  ${row.label} ${row.place} ${found?.standing ?? ''} ${row.text}`);
  }
}
