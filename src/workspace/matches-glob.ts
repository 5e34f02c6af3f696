import { fitsPattern } from '../core/fits-pattern.ts';

/** Whether a path fits a pattern of `.gitignore`, folder by folder: `**` stands for any folders, `*` and `?` for letters of one. */
export function matchesGlob(path: string, glob: string): boolean {
  return fitsPattern(path.split('/'), glob.split('/'), '**', (folder, pattern) =>
    fitsPattern(
      [...folder],
      [...pattern.replace(/\*+/gu, '*')],
      '*',
      (letter, sign) => sign === '?' || sign === letter,
    ),
  );
}
