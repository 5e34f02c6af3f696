import { collidingPath, parseMemoryPath } from '../../core/memory/path.ts';

/** What is wrong with a path that a person typed, in one line that names the mend; null when it will do. */
export function memoryPathProblem(path: string, others: readonly string[]): string | null {
  const parsed = parseMemoryPath(path);
  if (parsed.kind === 'invalid') return parsed.message;
  const collision = collidingPath(parsed.path, others);
  if (collision === null) return null;
  if (collision === path) return 'A memory with this path is there already. Choose another name.';
  return `${collision} is in the way: a path is an entry or a folder, never both.`;
}
