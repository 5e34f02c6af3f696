import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Tokenizer } from '@huggingface/tokenizers';
import * as ort from 'onnxruntime-web/wasm';

/** The model reads no further; most memories are far shorter. */
const MOST_TOKENS = 256;

/** Makes a text into a vector. */
export type Embed = (text: string) => Promise<Float32Array>;

/** Loads all-MiniLM-L6-v2 (int8) from a folder that holds {@link MODEL_FILES}. Throws when it can't run here. */
export async function loadMiniLm(folder: string): Promise<Embed> {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = `${pathToFileURL(folder).href}/`;
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const session = await ort.InferenceSession.create(readFileSync(join(folder, 'model_quantized.onnx')));
  const tokenizer = new Tokenizer(asObject(read('tokenizer.json')), asObject(read('tokenizer_config.json')));
  return async (text) => {
    const ids = shortened(tokenizer.encode(text).ids);
    const shape = [1, ids.length];
    const output = await session.run({
      input_ids: new ort.Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      token_type_ids: new ort.Tensor('int64', new BigInt64Array(ids.length), shape),
    });
    const hidden = output[session.outputNames[0] ?? '']?.data;
    if (!(hidden instanceof Float32Array)) throw new TypeError('the model answered no numbers');
    return meanOf(hidden, ids.length);
  };
}

/** Keeps the mark at the end. */
function shortened(ids: readonly number[]): readonly number[] {
  return ids.length <= MOST_TOKENS ? ids : [...ids.slice(0, MOST_TOKENS - 1), ...ids.slice(-1)];
}

/** The mean over the tokens, brought to length 1. */
function meanOf(hidden: Float32Array, tokens: number): Float32Array {
  const width = hidden.length / tokens;
  const mean = new Float32Array(width);
  for (let at = 0; at < hidden.length; at++) mean[at % width] = (mean[at % width] ?? 0) + (hidden[at] ?? 0);
  const length = Math.hypot(...mean) || 1;
  return mean.map((value) => value / length);
}

function asObject(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new TypeError('a file of the tokenizer is damaged');
  return value;
}
