import { readFrontMatter } from '../agents/front-matter.ts';
import { type Criterion, DEFAULT_ROUNDS, type Goal, MOST_ROUNDS } from './goal.ts';

export type ParsedGoal =
  | { readonly kind: 'goal'; readonly goal: Omit<Goal, 'id'> }
  /** One line that says what to write instead. */
  | { readonly kind: 'invalid'; readonly message: string };

const MOST_CRITERIA = 30;
const LONGEST = 20_000;
const LONGEST_TITLE = 100;
const ITEM = /^(\s*)(?:[-*+]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(\S.*)$/u;
const PASSES =
  /^`([^`]+)`[ \t]+(?:passes|pass|succeeds|is (?:clean|green)|runs(?: clean)?|ends (?:well|with 0)|exits? (?:with )?0|works)\b[^`]*$/iu;

/**
 * Reads a goal as people write it: a heading or first line names it, list items are its criteria, the rest describes it.
 * A criterion such as "`npm test` passes", or one with a fenced command below it, is a command. Without a list the text
 * itself is the one criterion. `rounds: 5` in front matter says how often to try.
 */
export function parseGoal(text: string): ParsedGoal {
  if (text.length > LONGEST) return invalid(`The goal is longer than ${LONGEST} characters; keep to what must hold.`);
  const matter = readFrontMatter(text);
  const body = (matter?.body ?? text).trim();
  const rounds = matter?.fields.get('rounds') ?? String(DEFAULT_ROUNDS);
  if (typeof rounds !== 'string' || !/^\d+$/u.test(rounds) || Number(rounds) < 1 || Number(rounds) > MOST_ROUNDS)
    return invalid(`"rounds" must be a whole number from 1 to ${MOST_ROUNDS}.`);
  if (body === '') return invalid('Write what must be true, for example: `npm test` passes.');
  const { criteria, rest } = splitCriteria(body.split(/\r?\n/u));
  const prose = rest.filter((line) => !/^#{1,6}\s+(?:criteria|rubric|acceptance criteria)\s*$/iu.test(line));
  const first = prose.find((line) => line.trim() !== '')?.replace(/^#{1,6}\s+/u, '') ?? criteria[0]?.text ?? '';
  if (criteria.length > MOST_CRITERIA) return invalid(`A goal has at most ${MOST_CRITERIA} criteria.`);
  return {
    kind: 'goal',
    goal: {
      title: shortened(first.trim()),
      description: prose.join('\n').trim(),
      criteria: criteria.length > 0 ? criteria : [criterionOf(prose.join(' ').replace(/\s+/gu, ' ').trim(), '')],
      rounds: Number(rounds),
    },
  };
}

interface Split {
  readonly criteria: readonly Criterion[];
  readonly rest: readonly string[];
}

/** Items of the outermost lists with the lines that belong to them, and all other lines. */
function splitCriteria(lines: readonly string[]): Split {
  const criteria: Criterion[] = [];
  const rest: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const [, indent = '', said] = ITEM.exec(line) ?? [];
    if (said === undefined) {
      rest.push(line);
      continue;
    }
    const below = linesBelow(lines, at, indent.length);
    at += below.length;
    const [, fenced = ''] = /^[ \t]*```[^\n]*\n([\s\S]*?)\n?[ \t]*```[ \t]*$/mu.exec(below.join('\n')) ?? [];
    const more = fenced === '' ? below.map((one) => one.trim()).filter((one) => one !== '') : [];
    criteria.push(criterionOf([said.trim(), ...more].join(' '), fenced));
  }
  return { criteria, rest };
}

function linesBelow(lines: readonly string[], at: number, indent: number): readonly string[] {
  const below: string[] = [];
  for (const line of lines.slice(at + 1)) {
    const isBlank = line.trim() === '';
    if (!isBlank && line.search(/\S/u) <= indent) break;
    if (isBlank && below.length > 0 && !below.join('\n').includes('```')) break;
    below.push(line);
  }
  return below;
}

function criterionOf(text: string, fenced: string): Criterion {
  const lines = fenced.split(/\r?\n/u).flatMap((line) => line.trim() || []);
  const command = lines.length > 0 ? lines.join(' && ') : (PASSES.exec(text)?.[1]?.trim() ?? '');
  if (command === '') return { kind: 'judged', text };
  return { kind: 'command', text: lines.length > 0 ? text.replace(/:\s*$/u, '') : text, command };
}

function shortened(text: string): string {
  return text.length <= LONGEST_TITLE ? text : `${text.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}

function invalid(message: string): ParsedGoal {
  return { kind: 'invalid', message };
}
