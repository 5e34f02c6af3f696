import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILT_IN_CONSTITUTION, tighten } from '../core/dream/constitution.ts';
import { type ParsedConstitution, parseConstitution } from '../core/dream/parse-constitution.ts';
import type { Law } from '../core/govern.ts';

/** A constitution is a page, not a book. */
const LONGEST_BYTES = 65_536;

const NOTHING: ParsedConstitution = { addition: {}, keepSessionsDays: null, problems: [] };

/** Reads `.dreamwright/constitution.md` under the person's home and under the workspace; a missing one is no news. */
export async function readLaw(root: string | null, home: string | null): Promise<Law> {
  const own = await readConstitution(home);
  const workspace = await readConstitution(root);
  return {
    constitution: tighten(tighten(BUILT_IN_CONSTITUTION, own.addition), workspace.addition),
    keepSessionsDays: own.keepSessionsDays,
    problems: [...own.problems, ...workspace.problems],
  };
}

async function readConstitution(folder: string | null): Promise<ParsedConstitution> {
  if (folder === null) return NOTHING;
  const path = join(folder, '.dreamwright', 'constitution.md');
  const file = await lstat(path).catch(() => null);
  if (file === null) return NOTHING;
  if (!file.isFile() || file.size > LONGEST_BYTES) {
    return { ...NOTHING, problems: [`${path} was not read: it must be a file of at most 64 kB, not a link.`] };
  }
  const parsed = parseConstitution(await readFile(path, 'utf8'));
  return { ...parsed, problems: parsed.problems.map((problem) => `${path}: ${problem}`) };
}
