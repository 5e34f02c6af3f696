import { programCalls, runsPackage } from '../../shell/program-calls.ts';
import { destructiveParts } from './destructive.ts';
import { isPlainLine } from './plain-line.ts';
import { runsAnything, wordsThatName } from './runs-anything.ts';

/** The pattern that "always" would keep: as narrow as the same kind of call stays useful. */
export function suggestedPattern(effect: 'run' | 'edit' | 'read', subject: string): string {
  const calls = programCalls(subject).filter((call) => !runsPackage(call));
  if (effect !== 'run' || calls.length !== 1 || !isPlainLine(subject)) return subject;
  const words = subject.trim().split(/\s+/u);
  const kept = words.slice(0, wordsThatName(words));
  if (kept.length === words.length && kept.length > 1) return subject;
  if (runsAnything(kept) || words[1]?.startsWith('-') || destructiveParts(kept.join(' ')).length > 0) return subject;
  return `${kept.join(' ')} *`;
}
