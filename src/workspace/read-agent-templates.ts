import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type ParsedTemplate, parseTemplate } from '../core/agents/parse-template.ts';
import type { AgentTemplate, TemplateSource } from '../core/agents/template.ts';
import { readSmallFile } from './read-small-file.ts';

/** Where a repository keeps its agents; of two with one name the earlier folder's stands, in the earlier repository. */
const AGENT_FOLDERS = ['.dreamwright/agents', '.claude/agents', '.github/agents'] as const;
const MOST_FILES = 100;

export interface AgentTemplates {
  /** By name, those of the repository in place of built-in ones that they name anew. */
  readonly templates: readonly AgentTemplate[];
  /** What could not be used, one clear line each. */
  readonly problems: readonly string[];
}

export interface TemplatePlaces {
  /** Folder with the agents that come with the extension. */
  readonly builtIn: string;
  /** The workspace's folders; none where it is not trusted. */
  readonly roots: readonly { readonly name: string; readonly path: string }[];
  /** Names of all tools. */
  readonly tools: readonly string[];
}

/** Reads the agents that come with the extension and those of the repository; a missing folder is no news. */
export async function readAgentTemplates({ builtIn, roots, tools }: TemplatePlaces): Promise<AgentTemplates> {
  const parsed = await readFolder(builtIn, '', tools);
  for (const root of roots.toReversed()) {
    for (const folder of AGENT_FOLDERS.toReversed()) {
      const shown = roots.length === 1 ? folder : `${root.name}/${folder}`;
      parsed.push(...(await readFolder(join(root.path, folder), shown, tools)));
    }
  }
  const byName = new Map<string, AgentTemplate>();
  for (const one of parsed) if (one.kind === 'template') byName.set(one.template.name, one.template);
  return {
    templates: [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    problems: parsed.flatMap((one) => (one.kind === 'template' ? one.problems : [one.problem])),
  };
}

/** `shown` is the folder as a person knows it; empty for what comes with the extension. */
async function readFolder(folder: string, shown: string, tools: readonly string[]): Promise<ParsedTemplate[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.md')).sort();
  const parsed: ParsedTemplate[] = [];
  for (const name of files.slice(0, MOST_FILES)) {
    const file = shown === '' ? name : `${shown}/${name}`;
    const source: TemplateSource = shown === '' ? { kind: 'built-in' } : { kind: 'repository', file };
    const read = await readSmallFile(join(folder, name));
    // One that is gone since the folder was listed is no news either.
    if (read.kind === 'text') parsed.push(parseTemplate({ file, text: read.text, source }, tools));
    if (read.kind === 'refused') parsed.push({ kind: 'invalid', problem: `${file} ${read.because}` });
  }
  if (files.length > MOST_FILES)
    parsed.push({ kind: 'invalid', problem: `${shown}: only the first ${MOST_FILES} agents are read.` });
  return parsed;
}
