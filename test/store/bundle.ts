import { join } from 'node:path';
import { build } from 'esbuild';

/** A script of this folder as one file that any Node can run; its place lets it find the packages it needs. */
export async function bundle(name: string): Promise<string> {
  const outfile = join('node_modules', '.cache', 'dreamwright', `${name}.${process.pid}.mjs`);
  await build({
    entryPoints: [join('test', 'store', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
  });
  return outfile;
}
