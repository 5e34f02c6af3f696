import { parentPort, workerData } from 'node:worker_threads';
import { errorText } from './core/error-text.ts';
import type { EmbedReply, EmbedRequest } from './embedding/embedding-messages.ts';
import { loadMiniLm } from './embedding/mini-lm.ts';

// The thread in which texts become vectors; it ends when it has had nothing to do for a while.
if (parentPort === null || typeof workerData !== 'string') {
  throw new Error('embedding-worker.js runs as a worker thread, with the folder of the model as its data');
}
const port = parentPort;
const loading = loadMiniLm(workerData);
// A failure is told with each answer.
loading.catch(() => undefined);

async function reply({ id, texts }: EmbedRequest): Promise<EmbedReply> {
  try {
    const embed = await loading;
    const vectors: Float32Array[] = [];
    for (const text of texts) vectors.push(await embed(text));
    return { kind: 'vectors', id, vectors };
  } catch (error) {
    return { kind: 'failure', id, reason: errorText(error) };
  }
}

let last: Promise<void> = Promise.resolve();
port.on('message', (request: EmbedRequest) => {
  last = last.then(async () => port.postMessage(await reply(request)));
});
