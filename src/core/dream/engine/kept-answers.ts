import type { ModelRequest } from '../../agent/model.ts';
import { redact } from '../../secrets/redact.ts';
import type { Store } from '../../store.ts';
import { hash } from '../checkpoint.ts';
import { type DreamModel, type ModelAnswer, NO_USAGE } from './dream-model.ts';

/** The same model; what it answered a dream that had to make way is not asked, or paid for, again. */
export function keptAnswers(model: DreamModel, store: Store): DreamModel {
  const { id, answerAll } = model;
  const keyOf = (request: ModelRequest): string => `answer ${hash({ id, request })}`;
  const recall = (request: ModelRequest): ModelAnswer | null => {
    const text = store.checkpoint(keyOf(request));
    return text === undefined ? null : { kind: 'answer', text, end: 'complete', usage: NO_USAGE };
  };
  const keep = (request: ModelRequest, answer: ModelAnswer): void => {
    if (answer.kind !== 'answer' || answer.end !== 'complete') return;
    store.saveCheckpoint(keyOf(request), redact(answer.text).text);
  };
  return {
    ...model,
    answer: async (request, signal) => {
      const kept = recall(request);
      if (kept !== null) return kept;
      const answer = await model.answer(request, signal);
      keep(request, answer);
      return answer;
    },
    answerAll:
      answerAll === null
        ? null
        : async (requests, signal) => {
            const kept = requests.map(recall);
            const missing = requests.filter((_, index) => kept[index] === null);
            const answers = missing.length === 0 ? [] : [...(await answerAll(missing, signal))];
            for (const [index, request] of missing.entries()) {
              const answer = answers[index];
              if (answer !== undefined) keep(request, answer);
            }
            return kept.flatMap((answer) => answer ?? answers.shift() ?? []);
          },
  };
}
