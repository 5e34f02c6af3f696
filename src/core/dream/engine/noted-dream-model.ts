import type { ModelRequest } from '../../agent/model.ts';
import { charactersOf, type ModelCall } from '../../agent/noted-model.ts';
import { costOf, type ModelPrice, type TokenUsage } from '../cost.ts';
import { type BatchBegun, type BatchEnded, type DreamModel, type ModelAnswer, NO_USAGE } from './dream-model.ts';

/** The same model; each request for an answer is noted when it has ended, also one that was given up. */
export function notedDreamModel(
  model: DreamModel,
  purpose: ModelCall['purpose'],
  note: (call: ModelCall) => Promise<void>,
): DreamModel {
  const { id, answerAll, beginBatch, endBatch } = model;
  const noteAnswer = (request: ModelRequest, answer: ModelAnswer | null): Promise<void> =>
    note({
      ...callCost(answer?.usage ?? NO_USAGE, model.price),
      model: id,
      purpose,
      sentCharacters: charactersOf(request),
      inputTokens: answer?.usage.inputTokens ?? 0,
      outputTokens: answer?.usage.outputTokens ?? 0,
      end: answer === null ? 'stopped' : endOf(answer),
    });
  /** What it took is not known before it has ended, maybe in another dream. */
  const noteBegun = (requests: readonly ModelRequest[], begun: BatchBegun): Promise<void> =>
    note({
      ...{ model: id, purpose, sent: `a batch of ${requests.length} requests`, inputTokens: 0, outputTokens: 0 },
      sentCharacters: requests.reduce((sum, request) => sum + charactersOf(request), 0),
      end: begun.kind === 'begun' ? 'complete' : 'error',
    });
  const noteEnded = async (ended: BatchEnded): Promise<void> => {
    if (ended.kind !== 'answered') return;
    const told = { model: id, purpose, sent: 'a question for the answers to a batch', sentCharacters: 0 };
    for (const answer of ended.answers) {
      const { inputTokens, outputTokens } = answer.usage;
      await note({ ...told, ...callCost(answer.usage, model.price), inputTokens, outputTokens, end: endOf(answer) });
    }
  };
  return {
    ...model,
    ...(beginBatch !== undefined && {
      beginBatch: async (requests) => {
        const begun = await beginBatch(requests);
        await noteBegun(requests, begun);
        return begun;
      },
    }),
    ...(endBatch !== undefined && {
      endBatch: async (batch, count, signal) => {
        const ended = await endBatch(batch, count, signal);
        await noteEnded(ended);
        return ended;
      },
    }),
    answer: async (request, signal) => {
      let answer: ModelAnswer | null = null;
      try {
        answer = await model.answer(request, signal);
        return answer;
      } finally {
        await noteAnswer(request, answer);
      }
    },
    answerAll:
      answerAll === null
        ? null
        : async (requests, signal) => {
            let answers: readonly ModelAnswer[] = [];
            try {
              answers = await answerAll(requests, signal);
              return answers;
            } finally {
              for (const [index, request] of requests.entries()) {
                await noteAnswer(request, answers[index] ?? null);
              }
            }
          },
  };
}

/** Empty where the price is not known. */
export function callCost(usage: TokenUsage, price: ModelPrice | null): Pick<ModelCall, 'cost'> {
  const cost = costOf(usage, price);
  return cost === null ? {} : { cost };
}

function endOf(answer: ModelAnswer): ModelCall['end'] {
  if (answer.kind === 'answer') return answer.end;
  return answer.error.kind === 'cancelled' ? 'stopped' : 'error';
}
