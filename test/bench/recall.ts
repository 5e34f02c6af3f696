// Quality of recall on LongMemEval-S and on memories asked for in other words, and its speed beside MiniSearch:
// `npm run bench:recall [-- FOLDER]`; the part with the model needs `npm run build` first.
import { join } from 'node:path';
import { printGraph } from './recall-graph.ts';
import { printMemories } from './recall-memories.ts';
import { printQuality } from './recall-quality.ts';
import { readQuestions } from './recall-questions.ts';
import { printSpeed } from './recall-speed.ts';

const folder = process.argv[2] ?? '../shared/data/longmemeval';
const questions = readQuestions(folder);
if (questions === null) console.log(`Quality skipped: no LongMemEval questions in ${folder}.`);
else printQuality(questions);
printGraph(join(folder, '../safety/memory_lines_benign_dev.jsonl'));
await printMemories(join(folder, '../memory-files'));
printSpeed();
