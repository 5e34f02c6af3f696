import type { ModelRequest } from '../../agent/model.ts';
import { redact } from '../../secrets/redact.ts';
import type { Store } from '../../store.ts';
import { hash } from '../checkpoint.ts';
import type { TokenUsage } from '../cost.ts';
import { batchAnswers, type DreamModel, type ModelAnswer, NO_USAGE, unanswered } from './dream-model.ts';
import { type PendingBatch, readPending, savePending } from './pending-batches.ts';

/**
 * The same model; what it answered a dream that had to make way is not asked, or paid for, again. A batch that was under way
 * then is fetched before anything is asked; `late` is told what it took.
 */
export function keptAnswers(model: DreamModel, store: Store, late: (usage: TokenUsage) => void): DreamModel {
  const { id, answerAll, beginBatch, endBatch } = model;
  const keyOf = (request: ModelRequest): string => `answer ${hash({ id, request })}`;
  const recall = (request: ModelRequest): ModelAnswer | null => {
    const text = store.checkpoint(keyOf(request));
    return text === undefined ? null : { kind: 'answer', text, end: 'complete', usage: NO_USAGE };
  };
  const keep = (key: string, answer: ModelAnswer | undefined): void => {
    if (answer?.kind !== 'answer' || answer.end !== 'complete') return;
    store.saveCheckpoint(key, redact(answer.text).text);
  };
  const drop = (batch: PendingBatch): void =>
    savePending(
      store,
      readPending(store).filter((other) => other.batch !== batch.batch),
    );

  /** Fetches what earlier dreams left on its way. */
  const takeUp = async (signal: AbortSignal): Promise<void> => {
    if (endBatch === undefined) return;
    for (const pending of readPending(store).filter(({ model: other }) => other === id)) {
      const ended = await endBatch(pending.batch, pending.keys.length, signal);
      if (ended.kind === 'failed') continue;
      const answers = ended.kind === 'answered' ? ended.answers : [];
      for (const [index, key] of pending.keys.entries()) keep(key, answers[index]);
      for (const { usage } of answers) late(usage);
      drop(pending);
    }
  };
  let takingUp: Promise<void> | null = null;
  const takeUpOnce = (signal: AbortSignal): Promise<void> => {
    takingUp ??= takeUp(signal);
    return takingUp;
  };

  const inBatch = async (requests: readonly ModelRequest[], signal: AbortSignal): Promise<readonly ModelAnswer[]> => {
    if (beginBatch === undefined || endBatch === undefined) return (await answerAll?.(requests, signal)) ?? [];
    const begun = await beginBatch(requests);
    if (begun.kind === 'failed') return requests.map(() => unanswered(begun.error));
    const pending = { model: id, batch: begun.batch, keys: requests.map(keyOf) };
    savePending(store, [...readPending(store), pending]);
    signal.throwIfAborted();
    const ended = await endBatch(begun.batch, requests.length, signal);
    if (ended.kind !== 'failed') drop(pending);
    return batchAnswers(ended, requests.length);
  };

  return {
    ...model,
    answer: async (request, signal) => {
      await takeUpOnce(signal);
      const kept = recall(request);
      if (kept !== null) return kept;
      const answer = await model.answer(request, signal);
      keep(keyOf(request), answer);
      return answer;
    },
    answerAll:
      answerAll === null
        ? null
        : async (requests, signal) => {
            await takeUpOnce(signal);
            const kept = requests.map(recall);
            const missing = requests.filter((_, index) => kept[index] === null);
            const answers = missing.length === 0 ? [] : [...(await inBatch(missing, signal))];
            for (const [index, request] of missing.entries()) keep(keyOf(request), answers[index]);
            return kept.flatMap((answer) => answer ?? answers.shift() ?? []);
          },
  };
}
