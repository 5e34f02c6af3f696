import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

interface CopyModel {
  copyModel(target: string, weights?: string, runtime?: string): void;
}

/** Puts what the build makes of MiniLM into a folder of its own: the thread's script, the model beside it. */
export async function buildThread(): Promise<{
  readonly folder: string;
  readonly script: string;
  readonly model: string;
  readonly copyModel: CopyModel['copyModel'];
}> {
  const folder = mkdtempSync(join(tmpdir(), 'dreamwright-model-'));
  const script = join(folder, 'embedding-worker.js');
  const model = join(folder, 'model');
  const { copyModel }: CopyModel = await import(pathToFileURL(resolve('src/embedding/copy-model.mjs')).href);
  copyModel(model);
  await build({
    entryPoints: ['src/embedding-worker.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return { folder, script, model, copyModel };
}
