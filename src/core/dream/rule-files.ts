import { frontMatterLines } from './review/rule-block.ts';

/** A repository's own rules for agents. */
export interface RuleFile {
  /** Relative to the workspace root. */
  readonly file: string;
  /** Where its rules hold, relative to the root; missing where they hold everywhere. */
  readonly folder?: string;
  readonly text: string;
}

/** Rule files at a workspace's root, relative with forward slashes. */
export const RULE_FILES = [
  'CLAUDE.md',
  'CLAUDE.local.md',
  '.claude/CLAUDE.md',
  'AGENTS.md',
  'GEMINI.md',
  'CONVENTIONS.md',
  'CONTRIBUTING.md',
  '.cursorrules',
  '.windsurfrules',
  '.clinerules',
  '.github/copilot-instructions.md',
] as const;

/** Folders at a workspace's root that hold one file a rule, and how the names of these end. */
export const RULE_FOLDERS: readonly { readonly folder: string; readonly ending: RegExp }[] = [
  { folder: '.cursor/rules', ending: /\.mdc$/u },
  { folder: '.github/instructions', ending: /\.instructions\.md$/u },
  { folder: '.clinerules', ending: /\.(?:md|txt)$/u },
  { folder: '.windsurf/rules', ending: /\.md$/u },
  { folder: '.claude/rules', ending: /\.md$/u },
];

/** Rule files that hold in the folder in which they stand. */
export const NESTED_RULE_FILES: readonly string[] = ['CLAUDE.md', 'AGENTS.md', 'GEMINI.md'];

/** Reads a file of a workspace as rules, by its place and what its front matter says; null for any other file. */
export function ruleFileAt(file: string, text: string): RuleFile | null {
  if (RULE_FILES.some((name) => name === file)) return { file, text };
  if (RULE_FOLDERS.some(({ folder, ending }) => file.startsWith(`${folder}/`) && ending.test(file))) {
    const folder = folderOfGlobs(frontMatterGlobs(text));
    return folder === '' ? { file, text } : { file, folder, text };
  }
  const end = file.lastIndexOf('/');
  const isNested = end > 0 && NESTED_RULE_FILES.includes(file.slice(end + 1));
  return isNested ? { file, folder: file.slice(0, end), text } : null;
}

/** What `globs` (Cursor), `applyTo` (Copilot) or `paths` (Claude Code) of a rule's front matter name. */
function frontMatterGlobs(text: string): readonly string[] {
  const lines = text.split(/\r?\n/u);
  const front = lines.slice(0, frontMatterLines(lines)).join('\n');
  if (/^alwaysApply:\s*true\b/mu.test(front)) return [];
  const [, given = '', listed = ''] = /^(?:globs|applyTo|paths):[ \t]*(.*)((?:\n[ \t]*-[ \t].*)*)/mu.exec(front) ?? [];
  return [...given.split(','), ...listed.split('\n')]
    .map((glob) =>
      glob
        .replace(/^\s*-\s+/u, '')
        .replace(/["'[\]]/gu, '')
        .trim(),
    )
    .filter((glob) => glob !== '');
}

/** The folder below which all of them lie; empty where they share none. */
function folderOfGlobs(globs: readonly string[]): string {
  const folders = globs.map((glob) => {
    const parts = glob
      .replace(/^\.?\//u, '')
      .split('/')
      .slice(0, -1);
    const wild = parts.findIndex((part) => /[*?{[]/u.test(part));
    return wild === -1 ? parts : parts.slice(0, wild);
  });
  const [first = [], ...others] = folders;
  const shared = first.findIndex((part, place) => others.some((folder) => folder[place] !== part));
  return (shared === -1 ? first : first.slice(0, shared)).join('/');
}
