import { isJsonObject, type Json, type JsonObject } from '../../core/json.ts';

/** A person's answer to a question of an agent. */
export interface Answer {
  readonly question: string;
  readonly answer: string;
  /** Not one of the offered options: the person's own words. */
  readonly isTyped: boolean;
}

/** The answers to an AskUserQuestion call; empty when there are none. `input` is the call's. */
export function readAnswers(input: JsonObject, toolUseResult: Json | undefined, text: string): readonly Answer[] {
  const questions = Array.isArray(input['questions']) ? input['questions'].filter(isJsonObject) : [];
  return answerPairs(toolUseResult, text).map(([question, answer]) => {
    const asked = questions.find((candidate) => candidate['question'] === question);
    const labels = optionLabels(asked);
    // Without the options nobody can tell; an agent's words must not pass for a person's.
    const isTyped = labels.length > 0 && !isChosen(answer, labels);
    return { question, answer, isTyped };
  });
}

function answerPairs(toolUseResult: Json | undefined, text: string): readonly (readonly [string, string])[] {
  const answers = isJsonObject(toolUseResult) ? toolUseResult['answers'] : undefined;
  if (isJsonObject(answers)) {
    return Object.entries(answers).flatMap(([question, answer]) =>
      typeof answer === 'string' && answer !== '' ? [[question, answer] as const] : [],
    );
  }
  return [...text.matchAll(/"([^"]+)"="([^"]+)"/gu)].map(
    ([, question = '', answer = '']) => [question, answer] as const,
  );
}

function optionLabels(question: JsonObject | undefined): readonly string[] {
  const options = question?.['options'];
  if (!Array.isArray(options)) return [];
  return options
    .filter(isJsonObject)
    .flatMap((option) => (typeof option['label'] === 'string' ? [option['label']] : []));
}

/** Several chosen labels are joined by commas, and labels may hold commas themselves. */
function isChosen(answer: string, labels: readonly string[]): boolean {
  const rest = [...labels]
    .sort((left, right) => right.length - left.length)
    .reduce((remaining, label) => remaining.replace(label, ''), answer);
  return /^[\s,]*$/u.test(rest);
}
