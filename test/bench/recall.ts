// Speed of recall beside MiniSearch and its quality on LongMemEval-S: `npm run bench:recall [-- FOLDER]`.
import { printQuality } from './recall-quality.ts';
import { readQuestions } from './recall-questions.ts';
import { printSpeed } from './recall-speed.ts';

const folder = process.argv[2] ?? '../shared/data/longmemeval';
// First, so that the memory it prints holds nothing of the questions.
printSpeed();
const questions = readQuestions(folder);
if (questions === null) console.log(`Quality skipped: no LongMemEval questions in ${folder}.`);
else printQuality(questions);
