import { assertNever } from '../assert-never.ts';
import { orderForPrompt, quoteForPrompt, startAndAnswer } from './prompt.ts';
import type { MemoryHit, PromptCandidates, PromptMemories, PromptOccasion } from './recall.ts';

/** Standing preferences and instructions first, then what serves the occasion, within the budget (in tokens). */
export function composePrompt(
  candidates: PromptCandidates,
  occasion: PromptOccasion,
  budgetTokens: number,
): PromptMemories {
  const { standing } = candidates;
  return quoteForPrompt(
    orderForPrompt(standing, served(candidates, occasion, budgetTokens), budgetTokens),
    budgetTokens,
  );
}

function served(
  { standing, started, answers }: PromptCandidates,
  occasion: PromptOccasion,
  budgetTokens: number,
): readonly MemoryHit[] {
  switch (occasion) {
    case 'question':
      return answers;
    case 'session-start':
      return started;
    case 'first-question':
      return startAndAnswer(orderForPrompt(standing, started, budgetTokens / 2), answers, budgetTokens);
    default:
      return assertNever(occasion);
  }
}
