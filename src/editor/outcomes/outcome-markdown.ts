import type { CriterionScore, GoalOutcome } from '../../core/outcomes/goal.ts';
import { escapeMarkdown, proseMarkdown } from '../escape-markdown.ts';
import { resultWord } from './result-word.ts';

/** A round's outcome as the chat shows it. */
export function outcomeMarkdown({ title, result, round, rounds, criteria }: GoalOutcome): string {
  const head = `**${proseMarkdown(title)}**: ${resultWord(result)}, round ${round} of ${rounds}`;
  return [head, '', ...criteria.map(scoreLine)].join('\n');
}

function scoreLine({ text, isMet, reason, by }: CriterionScore): string {
  const said = by === 'command' && isMet ? '' : ` (${escapeMarkdown(reason.split('\n').slice(0, 2).join(' '))})`;
  return `- ${isMet ? 'met' : 'not met'}: ${proseMarkdown(text)}${said}`;
}
