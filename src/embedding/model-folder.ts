import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What the build puts beside the bundles. */
export const MODEL_FILES = [
  'model_quantized.onnx',
  'tokenizer.json',
  'tokenizer_config.json',
  'ort-wasm-simd-threaded.mjs',
  'ort-wasm-simd-threaded.wasm',
] as const;

/** First place of `name` in this folder or one above it, or null. */
export function findAbove(start: string, name: string): string | null {
  for (let folder = start; ; folder = dirname(folder)) {
    const place = join(folder, name);
    if (existsSync(place)) return place;
    if (folder === dirname(folder)) return null;
  }
}

/** The folder of this code's bundle; from source, where the process was started. */
export function bundleFolder(): string {
  return typeof __dirname === 'string' ? __dirname : process.cwd();
}
