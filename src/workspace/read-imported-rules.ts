import { posix } from 'node:path';
import { ruleBlocks } from '../core/dream/review/rule-block.ts';
import { NESTED_RULE_FILES, type RuleFile } from '../core/dream/rule-files.ts';
import { readFilesWithin } from './read-files-within.ts';

/** As far as Claude Code follows one import from another. */
const DEEPEST = 5;
const MOST_IMPORTS = 100;
/** `@docs/style.md`, as Claude Code and Gemini CLI read it; an e-mail address or a package has a letter before or is no such file. */
const IMPORT = /(?<=^|[\s(])@((?:\.{1,2}\/)*[\w][\w./-]*)/gu;
const READABLE = /(?:^|\/)[^./]+$|\.(?:md|mdc|txt)$/u;

/** The files that rule files take in by `@file`, each once. What lies outside of the workspace is not looked at. */
export async function readImportedRules(root: string, rules: readonly RuleFile[]): Promise<readonly RuleFile[]> {
  const known = new Set(rules.map(({ file }) => file));
  const imported: RuleFile[] = [];
  let from = rules.filter(({ file }) => NESTED_RULE_FILES.includes(posix.basename(file)));
  for (let depth = 0; depth < DEEPEST && from.length > 0; depth += 1) {
    const wanted = new Map<string, RuleFile>();
    for (const rule of from) {
      for (const file of importsOf(rule)) if (!known.has(file) && !wanted.has(file)) wanted.set(file, rule);
    }
    const texts = await readFilesWithin(root, [...wanted.keys()].slice(0, MOST_IMPORTS - imported.length));
    from = [...wanted].flatMap(([file, { folder }]) => {
      const text = texts.get(file);
      return text == null ? [] : [{ file, ...(folder !== undefined && { folder }), text }];
    });
    for (const { file } of from) known.add(file);
    imported.push(...from);
  }
  return imported;
}

function importsOf({ file, text }: RuleFile): readonly string[] {
  return ruleBlocks(text)
    .filter(({ kind }) => kind !== 'code')
    .flatMap((block) => [...block.text.replace(/`[^`]*`/gu, '').matchAll(IMPORT)])
    .flatMap(([, path = '']) => {
      const named = posix.normalize(posix.join(posix.dirname(file), path.replace(/[.,;:]+$/u, '')));
      return READABLE.test(named) ? [named] : [];
    });
}
