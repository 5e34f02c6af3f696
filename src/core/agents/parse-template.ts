import { hashText } from '../hash-text.ts';
import { toolsNamed } from './foreign-tools.ts';
import { readFrontMatter } from './front-matter.ts';
import type { AgentTemplate, TemplateSource } from './template.ts';
import { toolLimits } from './tool-limit.ts';

export type ParsedTemplate =
  /** `problems`: what of it is left aside, one clear line each. */
  | { readonly kind: 'template'; readonly template: AgentTemplate; readonly problems: readonly string[] }
  | { readonly kind: 'invalid'; readonly problem: string };

export interface TemplateFile {
  /** As a person would name it, for problems; its last part names an agent that does not name itself. */
  readonly file: string;
  readonly text: string;
  readonly source: TemplateSource;
}

const MOST_INSTRUCTIONS = 32_000;
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/u;
const MEMORY = ['own', 'shared', 'none'] as const;
/** Ways to ask less often than the person's own rules do; a file can't choose them. */
const WIDER_MODES = new Set(['acceptedits', 'bypasspermissions', 'dontask', 'auto']);

/** Reads one agent's file; `knownTools` are the names of all tools there are. Whatever it says, it can only narrow. */
export function parseTemplate({ file, text, source }: TemplateFile, knownTools: readonly string[]): ParsedTemplate {
  const matter = readFrontMatter(text);
  if (matter === null) return invalid(`${file}: no front matter; begin the file with --- and a description.`);
  const problems: string[] = [];
  const field = (name: string): string => asText(matter.fields.get(name));
  const name = (field('name') || nameOfFile(file)).toLowerCase().replace(/[\s_]+/gu, '-');
  if (!NAME.test(name)) return invalid(`${file}: "${name}" is no name; use letters, digits and dashes, 40 at most.`);
  if (field('description') === '') return invalid(`${file}: no description; say in a sentence when to use the agent.`);
  if (matter.body === '') return invalid(`${file}: no instructions; write them below the front matter.`);
  if (matter.body.length > MOST_INSTRUCTIONS)
    return invalid(`${file}: the instructions are longer than ${MOST_INSTRUCTIONS} characters; shorten them.`);

  const named = (tools: readonly string[]): readonly string[] =>
    tools.flatMap((tool) => {
      const ours = toolsNamed(tool, knownTools);
      if (ours.length === 0) problems.push(`${file}: there is no tool "${tool}" here; it is left out.`);
      return ours;
    });
  const names = asList(matter.fields.get('tools'));
  const without = asList(matter.fields.get('disallowedTools'));
  const isAll = !matter.fields.has('tools') || names.some((tool) => tool === '*' || tool.toLowerCase() === 'all');
  const mode = field('permissionMode').toLowerCase();
  if (WIDER_MODES.has(mode))
    problems.push(`${file}: permissionMode ${field('permissionMode')} asks for more than you allow; your rules stand.`);
  const memory = MEMORY.find((scope) => scope === field('memory').toLowerCase());
  const template: AgentTemplate = {
    name,
    description: field('description').replace(/\s+/gu, ' '),
    instructions: matter.body,
    tools: isAll ? null : [...new Set(named(names))],
    // A pattern takes away those calls, not the tool.
    withoutTools: [...new Set(named(without.filter((tool) => !tool.includes('('))))],
    limits: [...toolLimits(isAll ? [] : names, 'only', knownTools), ...toolLimits(without, 'never', knownTools)],
    isReadOnly: mode === 'plan',
    model: /^(?:|inherit|default)$/iu.test(field('model')) ? null : field('model'),
    memory: memory ?? 'shared',
    source,
    hash: hashText(text),
  };
  return { kind: 'template', template, problems };
}

function invalid(problem: string): ParsedTemplate {
  return { kind: 'invalid', problem };
}

function asText(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : (value ?? []).join(', ');
}

function asList(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  // A comma within parentheses belongs to the tool's pattern.
  return typeof value === 'string' ? value.split(/,(?![^()]*\))/u).flatMap((item) => item.trim() || []) : value;
}

/** `.github/agents/planner.agent.md` names `planner`. */
function nameOfFile(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/(?:\.agent|\.chatmode)?\.md$/iu, '');
}
