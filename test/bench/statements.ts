// Precision and recall of what the analysis takes for a person's correction or lasting instruction, on the labelled sample,
// beside a plain regular expression in the same run.
import { createHash } from 'node:crypto';
import { classifySentence } from '../../src/core/dream/analyze/statements/classify-sentence.ts';
import { type LabelledSentence, labelledSentences } from './labelled-sentences.ts';

const PLAIN =
  /\b(?:no,|don't|do not|never|always|instead|wrong|not what|stop|actually|prefer|should not|shouldn't|i said|revert|undo)\b/iu;

const sample = labelledSentences();

function classify({ place, text }: LabelledSentence) {
  return classifySentence(text, { isReply: place !== 'O', isRefusal: place === 'F' });
}

function score(
  name: string,
  rows: readonly LabelledSentence[],
  isWanted: (row: LabelledSentence) => boolean,
  isFound: (row: LabelledSentence) => boolean,
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

const isEither = ({ label }: LabelledSentence) => label !== '-';
/** Half of the sample by its words: signals are read off one half and judged by the other. */
function isKeptBack({ text }: LabelledSentence): boolean {
  return (createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 1;
}

const parts: readonly (readonly [name: string, rows: readonly LabelledSentence[]])[] = [
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
