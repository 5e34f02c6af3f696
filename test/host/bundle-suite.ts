import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { paths } from './paths.ts';

/** One CommonJS module of all tests in `suite/`, since the extension host loads nothing else. Answers its path. */
export async function bundleSuite(into: string): Promise<string> {
  const tests = readdirSync(paths.suite).filter((file) => file.endsWith('.test.ts'));
  const outfile = join(into, 'suite.cjs');
  await build({
    stdin: {
      contents: [...tests.map((file) => `import './${file}';`), `export { run } from './run.ts';`].join('\n'),
      resolveDir: paths.suite,
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
    sourcemap: 'inline',
    outfile,
  });
  return outfile;
}
