import { lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Allowance } from '../core/gate/allowance.ts';

const HEADING = '## Allowed';

/** Writes an allowance into the person's own constitution, below *Allowed*; the rest of the file stays as it is. */
export async function keepAllowance(home: string, { rule, pattern }: Allowance): Promise<void> {
  const folder = join(home, '.dreamwright');
  const path = join(folder, 'constitution.md');
  await mkdir(folder, { recursive: true });
  const file = await lstat(path).catch(() => null);
  if (file !== null && !file.isFile())
    throw new Error(`${path} is not a file. Put one in its place, then allow again.`);
  const text = file === null ? '' : await readFile(path, 'utf8');
  await writeFile(path, withLine(text, `- ${rule}: ${pattern}`));
}

function withLine(text: string, line: string): string {
  const lines = text.split('\n');
  if (lines.includes(line)) return text;
  const heading = lines.findIndex((one) => one.trim().toLowerCase() === HEADING.toLowerCase());
  if (heading === -1) return `${text === '' ? '' : `${text.trimEnd()}\n\n`}${HEADING}\n\n${line}\n`;
  const after = lines.findIndex((one, index) => index > heading && /^#/u.test(one));
  const end = after === -1 ? lines.length : after;
  const last = lines.slice(0, end).findLastIndex((one) => one.trim() !== '');
  return [...lines.slice(0, last + 1), ...(last === heading ? [''] : []), line, ...lines.slice(last + 1)].join('\n');
}
