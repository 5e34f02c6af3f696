// Quality of recall on LongMemEval-S and its speed beside MiniSearch: `npm run bench:recall [-- FOLDER]`.
import { printQuality } from './recall-quality.ts';
import { readQuestions } from './recall-questions.ts';
import { printSpeed } from './recall-speed.ts';

const folder = process.argv[2] ?? '../shared/data/longmemeval';
const questions = readQuestions(folder);
if (questions === null) console.log(`Quality skipped: no LongMemEval questions in ${folder}.`);
else printQuality(questions);
printSpeed();
