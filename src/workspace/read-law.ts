import { join } from 'node:path';
import { BUILT_IN_CONSTITUTION, tighten } from '../core/dream/constitution/constitution.ts';
import type { Law } from '../core/dream/constitution/govern.ts';
import { type ParsedConstitution, parseConstitution } from '../core/dream/constitution/parse-constitution.ts';
import { strictestHandling } from '../core/dream/constitution/parse-strictness.ts';
import { readSmallFile } from './read-small-file.ts';

/** Reads `.dreamwright/constitution.md` under the person's home and under the workspace; a missing one is no news. */
export async function readLaw(root: string | null, home: string | null): Promise<Law> {
  const own = await readConstitution(home);
  const workspace = await readConstitution(root === home ? null : root);
  // A workspace may refuse personal data; to mask it would let through what waits now.
  const refuses = workspace.personalData === 'refuse';
  return {
    constitution: tighten(tighten(BUILT_IN_CONSTITUTION, own.addition), workspace.addition),
    keepSessionsDays: own.keepSessionsDays,
    personalData: strictestHandling([own.personalData ?? 'review', refuses ? 'refuse' : 'review']),
    allowances: own.allowances,
    problems: [...own.problems, ...workspace.problems, ...overreaching(root, workspace)],
  };
}

/** What a workspace's file asks for and only the person's own may. */
function overreaching(root: string | null, { allowances, keepSessionsDays }: ParsedConstitution): readonly string[] {
  const asked = [...(allowances.length > 0 ? ['Allowed'] : []), ...(keepSessionsDays === null ? [] : ['Retention'])];
  return asked.map(
    (section) => `${pathIn(root ?? '')}: *${section}* counts only in your own file, in your home folder.`,
  );
}

function pathIn(folder: string): string {
  return join(folder, '.dreamwright', 'constitution.md');
}

async function readConstitution(folder: string | null): Promise<ParsedConstitution> {
  const nothing = parseConstitution('');
  if (folder === null) return nothing;
  const path = pathIn(folder);
  const file = await readSmallFile(path);
  if (file.kind === 'missing') return nothing;
  if (file.kind === 'refused') return { ...nothing, problems: [`${path} ${file.because}`] };
  const parsed = parseConstitution(file.text);
  return { ...parsed, problems: parsed.problems.map((problem) => `${path}: ${problem}`) };
}
