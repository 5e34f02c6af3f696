// Quality of recall on LongMemEval-S, on conversations no weight was chosen on, on identifiers and error messages, on
// near-duplicates and on memories asked for in other words, and its speed beside MiniSearch:
// `npm run bench:recall [-- FOLDER]`; the part with the model needs `npm run build` first.
import { join } from 'node:path';
import { printFolds } from './recall-folds.ts';
import { printGraph } from './recall-graph.ts';
import { printMemories } from './recall-memories.ts';
import { printNearDuplicates } from './recall-near-duplicates.ts';
import { printQuality } from './recall-quality.ts';
import { readQuestions } from './recall-questions.ts';
import { printRerank } from './recall-rerank.ts';
import { printSessionGraph } from './recall-session-graph.ts';
import { printSpeed } from './recall-speed.ts';
import { printTranscripts } from './recall-transcripts.ts';

const folder = process.argv[2] ?? '../shared/data/longmemeval';
const questions = readQuestions(folder);
if (questions === null) console.log(`Quality skipped: no LongMemEval questions in ${folder}.`);
else {
  printQuality(questions);
  printFolds(questions);
  await printRerank(questions);
}
await printTranscripts(join(folder, '../transcripts'));
const rules = join(folder, '../safety/memory_lines_benign_dev.jsonl');
printNearDuplicates(rules);
printGraph(rules);
await printSessionGraph(join(folder, '../transcripts/claude-code'));
await printMemories(join(folder, '../memory-files'));
printSpeed();
