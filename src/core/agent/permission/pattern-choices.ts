import type { ToolPlan } from '../tools/tool.ts';
import { suggestedPattern } from './suggested-pattern.ts';

/** A pattern that a lasting answer could keep, in words and as it is kept. */
export interface PatternChoice {
  readonly label: string;
  readonly pattern: string;
}

/** What a lasting answer to the call keeps unless the person says otherwise: of what is dangerous exactly this. */
export function usualPattern({ effect, subject, dangers }: ToolPlan): string {
  if (dangers.length > 0) return subject;
  if (effect === 'edit') return '*';
  return effect === 'run' ? suggestedPattern('run', subject) : subject;
}

/** What it could keep, the narrowest first; empty where there is nothing to choose. */
export function patternChoices(plan: ToolPlan): readonly PatternChoice[] {
  const { effect, subject, dangers } = plan;
  if (dangers.length > 0) return [];
  if (effect === 'edit') {
    const folder = subject.slice(0, subject.lastIndexOf('/') + 1);
    return [
      { label: 'This file', pattern: subject },
      ...(folder === '' ? [] : [{ label: 'This folder', pattern: `${folder}*` }]),
      { label: 'Every file', pattern: '*' },
    ];
  }
  // The field in which a pattern is written holds one line.
  if (effect !== 'run' || subject.includes('\n')) return [];
  const exactly = { label: 'Exactly this', pattern: subject };
  const usual = usualPattern(plan);
  return usual === subject ? [exactly] : [exactly, { label: 'With other arguments', pattern: usual }];
}
