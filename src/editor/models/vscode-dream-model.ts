import { type DreamModel, wholeAnswers } from '../../core/dream/engine/dream-model.ts';
import { estimateTokens } from '../../core/memory/prompt.ts';
import { type EditorModel, vscodeModel } from './vscode-model.ts';

/** One of VS Code's models as a dream uses it: no price is known, so tokens and requests are its cap. */
export function vscodeDreamModel(model: EditorModel): DreamModel {
  return wholeAnswers(vscodeModel(model), { price: null, countTokens: async () => null, estimate: estimateTokens });
}
