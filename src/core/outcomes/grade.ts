import { askModel, type Pause } from '../agent/ask-model.ts';
import type { Model, ModelMessage } from '../agent/model.ts';
import { collapseWhiteSpace } from '../evidence.ts';
import { jsonIn } from '../json-in.ts';
import type { Criterion, CriterionScore, Goal } from './goal.ts';
import { GRADER_PROMPT, GRADES, GRADES_SCHEMA } from './grader-prompt.ts';

export type Grading =
  | { readonly kind: 'graded'; readonly scores: readonly CriterionScore[]; readonly tokens: number }
  /** One clause: what kept the grader from its work. */
  | { readonly kind: 'failed'; readonly why: string; readonly tokens: number };

export interface GraderPorts {
  readonly model: Model;
  /** Waits between tries while the provider is busy. */
  readonly pause?: Pause | undefined;
}

type Judged = Extract<Criterion, { kind: 'judged' }>;

const ANSWER_TOKENS = 4_000;
const ATTEMPTS = 2;
const AGAIN =
  'That was not the JSON object that was asked for, with each criterion once. Answer with that object alone.';

/** Asks a model that has seen nothing but the goal and the record of the work. What it can't show by a quote is not met. */
export async function grade(
  goal: Pick<Goal, 'title' | 'description'>,
  criteria: readonly Judged[],
  record: string,
  { model, pause }: GraderPorts,
  signal: AbortSignal,
): Promise<Grading> {
  if (criteria.length === 0) return { kind: 'graded', scores: [], tokens: 0 };
  let messages: readonly ModelMessage[] = [{ role: 'user', text: question(goal, criteria, record) }];
  let tokens = 0;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answer = await ask({ model, pause }, messages, signal);
    tokens += answer.tokens;
    if (answer.kind === 'failed') return { kind: 'failed', why: answer.why, tokens };
    const scores = readGrades(answer.text, criteria, record);
    if (scores !== null) return { kind: 'graded', scores, tokens };
    messages = [...messages, { role: 'assistant', text: answer.text || '{}' }, { role: 'user', text: AGAIN }];
  }
  return { kind: 'failed', why: 'the grader did not answer in the asked form', tokens };
}

function question(
  { title, description }: Pick<Goal, 'title' | 'description'>,
  criteria: readonly Judged[],
  record: string,
): string {
  const list = criteria.map(({ text }, index) => `${index + 1}. ${text}`).join('\n');
  return `# Goal\n${description === '' ? title : description}\n\n# Criteria\n${list}\n\n# Record\n<record>\n${record.replaceAll('</record>', '<\u200b/record>')}\n</record>`;
}

type Answer =
  | { readonly kind: 'text'; readonly text: string; readonly tokens: number }
  | { readonly kind: 'failed'; readonly why: string; readonly tokens: number };

/** A busy provider is asked again after a while, as for any answer. */
async function ask(
  { model, pause }: GraderPorts,
  messages: readonly ModelMessage[],
  signal: AbortSignal,
): Promise<Answer> {
  const maxTokens = Math.min(ANSWER_TOKENS, model.maxAnswerTokens ?? ANSWER_TOKENS);
  const request = { system: GRADER_PROMPT, messages, maxTokens, answerSchema: GRADES_SCHEMA };
  const asking = askModel(model, request, signal, pause);
  let next = await asking.next();
  while (next.done !== true) next = await asking.next();
  const { text, usage, end } = next.value;
  const tokens = usage === null ? 0 : usage.inputTokens + usage.outputTokens;
  if (end.kind === 'failed') {
    const detail = end.error.kind === 'cancelled' ? 'it was stopped' : end.error.detail;
    return { kind: 'failed', why: `the grader gave no answer (${detail})`, tokens };
  }
  if (end.kind === 'refused') return { kind: 'failed', why: 'the grader refused to answer', tokens };
  return { kind: 'text', text, tokens };
}

/** Null when the answer is not of the asked form or leaves a criterion out. */
function readGrades(text: string, criteria: readonly Judged[], record: string): readonly CriterionScore[] | null {
  const read = GRADES.safeParse(jsonIn(text));
  if (!read.success) return null;
  const known = collapseWhiteSpace(record);
  const scores = criteria.map((criterion, index): CriterionScore | null => {
    const found = read.data.criteria.filter((one) => one.criterion === index + 1);
    const [one] = found;
    if (one === undefined || found.length > 1) return null;
    const quote = collapseWhiteSpace(one.quote);
    const isShown = quote !== '' && known.includes(quote);
    const reason = one.met && !isShown ? `Nothing in the record shows it. ${one.reason}` : one.reason;
    return { text: criterion.text, isMet: one.met && isShown, reason: collapseWhiteSpace(reason), by: 'grader' };
  });
  const whole = scores.filter((score) => score !== null);
  return whole.length === criteria.length ? whole : null;
}
