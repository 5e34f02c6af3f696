import * as z from 'zod/mini';
import type { Script, Step } from '../models/messages-server.ts';
import { TASKS, type Task } from './tasks.ts';

const BLOCK = z.object({
  type: z.string(),
  text: z.optional(z.string()),
  id: z.optional(z.string()),
  name: z.optional(z.string()),
  input: z.optional(z.record(z.string(), z.unknown())),
  tool_use_id: z.optional(z.string()),
  content: z.optional(z.unknown()),
  is_error: z.optional(z.boolean()),
});
const MESSAGE = z.object({ role: z.string(), content: z.union([z.string(), z.array(BLOCK)]) });
const BODY = z.object({
  system: z.optional(z.unknown()),
  messages: z.array(MESSAGE),
  tools: z.optional(z.array(z.object({ name: z.optional(z.string()) }))),
});

/** A call that was made, and how it ended. */
interface Done {
  readonly tool: string;
  readonly subject: string;
  readonly failed: boolean;
}

/**
 * Stands for a model: a few rules that read the prompt as a model would. It looks, mends, and runs the obvious command;
 * only a memory in the prompt that names another order makes it do otherwise. It shows that what was learned gets from a
 * session through the dream into the next prompt and changes what is done, not how much a real model gains by it.
 */
export function policy(body: unknown): Script {
  const { system, messages, tools = [] } = BODY.parse(body);
  const inputTokens = Math.ceil(JSON.stringify(body).length / 4);
  const said = messages.flatMap(({ role, content }) =>
    role !== 'user' ? [] : typeof content === 'string' ? [content] : content.flatMap(({ text }) => text ?? []),
  );
  if (JSON.stringify(system ?? '').includes('You grade the work')) {
    return answer([{ kind: 'text', text: gradeOf(said.join('\n')) }], 'end_turn', inputTokens);
  }
  const asked = said.at(-1) ?? '';
  const task = TASKS.findLast(({ file }) => said.some((text) => text.includes(file)));
  if (tools.length === 0 || task === undefined) {
    return answer([{ kind: 'text', text: 'Tell me which rule is wrong.' }], 'end_turn', inputTokens);
  }
  const next = nextStep(task, doneSince(messages), said.some(tellsToBuildFirst));
  if (typeof next === 'string') return answer([{ kind: 'text', text: next }], 'end_turn', inputTokens);
  const call = `toolu_${messages.length}_${asked.length}`;
  const input = JSON.stringify(next.input);
  const steps: readonly Step[] = [
    { kind: 'text', text: next.why },
    { kind: 'call', call, tool: next.tool, json: [input.slice(0, 7), input.slice(7)] },
  ];
  return answer(steps, 'tool_use', inputTokens);
}

/** A memory that says so, as the prompt quotes it. */
function tellsToBuildFirst(text: string): boolean {
  return /<memories>[\s\S]*\brun `npm run build` before `npm test`[\s\S]*<\/memories>/iu.test(text);
}

interface NextCall {
  readonly why: string;
  readonly tool: string;
  readonly input: object;
}

/** What it would do now: a call, or its last words. */
function nextStep(task: Task, done: readonly Done[], knowsBuild: boolean): NextCall | string {
  const since = done.slice(done.findLastIndex(({ tool, failed }) => tool === 'edit_file' && !failed) + 1);
  const hasEdited = done.length > since.length;
  const ran = (command: string) => since.findLast(({ subject }) => subject === command);
  const run = (command: string, why: string): NextCall => ({ why, tool: 'run_command', input: { command } });
  if (!done.some(({ subject }) => subject === task.file))
    return { why: 'I look at the rule.', tool: 'read_file', input: { path: task.file } };
  if (!hasEdited) {
    const edits = [{ old_text: task.bug, new_text: task.fix }];
    return { why: 'The limit itself is left out.', tool: 'edit_file', input: { path: task.file, edits } };
  }
  if (knowsBuild && ran('npm run build') === undefined) return run('npm run build', 'The tests run on what is built.');
  const test = ran('npm test');
  if (test === undefined) return run('npm test', 'I run the tests.');
  if (test.failed && since.at(-1) === test) {
    if (ran('package.json') === undefined)
      return { why: 'The old rule is still tested.', tool: 'read_file', input: { path: 'package.json' } };
  }
  if (test.failed && ran('npm run build') === undefined) return run('npm run build', 'There is a build step.');
  if (test.failed && since.at(-1)?.subject === 'npm run build') return run('npm test', 'Now the tests again.');
  return test.failed
    ? `The tests of ${task.file} still fail.`
    : `The limit is included now: \`${task.fix}\` in ${task.file}. \`npm test\` passes.`;
}

function doneSince(messages: z.infer<typeof BODY>['messages']): readonly Done[] {
  const blocks = messages.flatMap(({ content }) => (typeof content === 'string' ? [] : content));
  return blocks.flatMap((block): readonly Done[] => {
    if (block.type !== 'tool_use') return [];
    const result = blocks.find(({ tool_use_id }) => tool_use_id === block.id);
    const subject = String(block.input?.['command'] ?? block.input?.['path'] ?? '');
    return [{ tool: block.name ?? '', subject, failed: result?.is_error === true }];
  });
}

/** Finds the rule that was asked for among the changes, and quotes it. */
function gradeOf(question: string): string {
  const task = TASKS.find(({ file }) => question.includes(`the rule in ${file} is the one asked for`));
  const [, record = ''] = question.split('<record>');
  const quote =
    task === undefined
      ? undefined
      : [`new_text":"${task.fix}`, `=> ${task.fix};`, task.fix].find((piece) => record.includes(piece));
  const reason =
    quote === undefined ? 'No change shows the rule that was asked for.' : 'The change has the limit included.';
  return JSON.stringify({ criteria: [{ criterion: 1, reason, quote: quote ?? '', met: quote !== undefined }] });
}

function answer(steps: readonly Step[], reason: string, inputTokens: number): Script {
  return { kind: 'stream', steps: [...steps, { kind: 'stop', reason }], inputTokens };
}
