import { type DreamModel, textOf, wholeAnswers } from '../../core/dream/engine/dream-model.ts';
import { estimateTokens } from '../../core/memory/prompt.ts';
import { type EditorModel, vscodeModel } from './vscode-model.ts';

/** One of VS Code's models as a dream uses it: no price is known, so tokens and requests are its cap. */
export function vscodeDreamModel(model: EditorModel): DreamModel {
  return wholeAnswers(vscodeModel(model), {
    price: null,
    // The schema of the answer is not sent: this API takes none.
    countTokens: async ({ system, messages, maxTokens }, signal) => {
      const tokens = await model.count(textOf({ system, messages, maxTokens }), signal).catch(() => null);
      signal.throwIfAborted();
      return tokens === null ? null : Math.ceil(tokens);
    },
    estimate: estimateTokens,
  });
}
