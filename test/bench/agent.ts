import type { Model } from '../../src/core/agent/model.ts';
import { claudeModel, listClaudeModels } from '../../src/models/claude.ts';
import { policy } from '../loop/policy.ts';
import { openShop, type TaskRun } from '../loop/shop.ts';
import { TASKS, type Task } from '../loop/tasks.ts';
import { startMessagesServer } from '../models/messages-server.ts';

// The same tasks with and without memory: three are worked on, a dream follows, and the other three are done twice. Run
// with `npm run bench:agent`. Without a key the model is the policy of `test/loop/policy.ts`, which does what a memory in
// its prompt says: its figures show that the loop is closed, not how much a real model gains. With ANTHROPIC_API_KEY (and
// DREAMWRIGHT_BENCH_MODEL, if it is not to be the newest) a real model works on them too; that costs money.

const LEARNING = TASKS.slice(0, 3);
const MEASURED = TASKS.slice(3);

await measure('the policy, no real model: shows that the loop is closed, not how much a model gains', policyModel);
const key = process.env['ANTHROPIC_API_KEY'] ?? '';
if (key === '') console.log('\nNo ANTHROPIC_API_KEY is set, so no real model was asked.');
else await measure('a real model', () => realModel(key));

interface Opened {
  readonly model: Model;
  readonly close: () => Promise<void>;
}

async function policyModel(): Promise<Opened> {
  const server = await startMessagesServer();
  server.follow(policy);
  const connection = { apiKey: 'none', baseUrl: server.url, log: () => undefined };
  const info = { id: 'policy', name: 'policy', contextTokens: 200_000, maxAnswerTokens: 8_000 };
  return { model: claudeModel(connection, info), close: () => server.close() };
}

async function realModel(apiKey: string): Promise<Opened> {
  const connection = { apiKey, baseUrl: 'https://api.anthropic.com', log: () => undefined };
  const listed = await listClaudeModels(connection, new AbortController().signal);
  if (listed.kind === 'failed') throw new Error(`The models could not be listed: ${JSON.stringify(listed.error)}`);
  const named = process.env['DREAMWRIGHT_BENCH_MODEL'];
  const info = listed.models.find(({ id }) => named === undefined || id === named);
  if (info === undefined) throw new Error(`There is no model ${named ?? ''}.`);
  return { model: claudeModel(connection, info), close: async () => undefined };
}

async function measure(title: string, open: () => Promise<Opened>): Promise<void> {
  const { model, close } = await open();
  const shop = await openShop(model);
  try {
    console.log(`\n# ${model.name}: ${title}\n`);
    for (const task of LEARNING) tell('before the dream', task, await shop.work(task));
    const dream = await shop.dreamwright.dream({
      ...{ engine: 'local', trigger: 'command', dryRun: false, sensitivity: 'balanced' },
    });
    if (dream.kind === 'ended') console.log(`\nthe dream committed ${dream.record.committed}:`);
    for (const { path, text } of await shop.dreamwright.memories()) console.log(`  ${path}: ${text.split('\n', 1)[0]}`);
    console.log('');
    const without: TaskRun[] = [];
    const withMemory: TaskRun[] = [];
    for (const task of MEASURED) {
      without.push(tell('without memory', task, await shop.work(task, { isMemoryOn: false })));
      withMemory.push(tell('with memory', task, await shop.work(task)));
    }
    console.log('\n                 satisfied  rounds  steps  tokens (means)');
    console.log(`without memory   ${means(without)}`);
    console.log(`with memory      ${means(withMemory)}`);
  } finally {
    await shop.close();
    await close();
  }
}

function tell(when: string, { name }: Task, run: TaskRun): TaskRun {
  const { result, round, steps, tokens } = run.outcome.goal ?? { result: 'none', round: 0, steps: 0, tokens: 0 };
  console.log(
    `${when.padEnd(17)}${name.padEnd(10)}${result.padEnd(24)}round ${round}  ${steps} steps  ${tokens} tokens  ${run.commands.join(', ')}`,
  );
  return run;
}

function means(runs: readonly TaskRun[]): string {
  const goals = runs.flatMap(({ outcome }) => outcome.goal ?? []);
  const mean = (of: (goal: (typeof goals)[number]) => number) =>
    goals.reduce((sum, goal) => sum + of(goal), 0) / goals.length;
  const satisfied = goals.filter(({ result }) => result === 'satisfied').length;
  return `${satisfied} of ${goals.length}     ${mean((goal) => goal.round).toFixed(1)}     ${mean((goal) => goal.steps).toFixed(1)}    ${Math.round(mean((goal) => goal.tokens))}`;
}
