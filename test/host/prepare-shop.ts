import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brokenSource, repositoryFiles } from '../loop/repository.ts';
import type { Task } from '../loop/tasks.ts';
import { temporaryFolder } from './until-exit.ts';

export interface ShopFolder {
  readonly folder: string;
  /** Somebody gets a rule wrong, and the tests fail. */
  readonly breakRule: (task: Task) => Promise<void>;
}

/** The little shop whose tests run on built files, with an empty store. */
export async function prepareShop(): Promise<ShopFolder> {
  const folder = join(temporaryFolder(), 'shop');
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  for (const [path, text] of Object.entries(repositoryFiles())) await write(path, text);
  await mkdir(join(folder, '.dreamwright', 'store'), { recursive: true });
  const breakRule = async (task: Task) => {
    await write(task.file, brokenSource(task));
    await write(task.file.replace('src/', 'dist/'), brokenSource(task));
  };
  return { folder, breakRule };
}
