import { destructiveParts } from './destructive.ts';
import { isPlainLine } from './plain-line.ts';
import { programCalls } from './program-calls.ts';

/** Programs whose next word says what they do. */
const WITH_SUBCOMMAND =
  /^(?:npm|pnpm|yarn|bun|npx|git|go|cargo|make|mise|just|task|docker|uv|poetry|python3?|node|deno|dotnet|gradle|mvn|bundle|rake|mix|swift|gh)$/u;

/** The pattern that "always" would keep: as narrow as the same kind of call stays useful. */
export function suggestedPattern(effect: 'run' | 'edit' | 'read', subject: string): string {
  if (effect !== 'run') return subject;
  const calls = programCalls(subject);
  const [only] = calls;
  if (only === undefined || calls.length > 1 || !isPlainLine(subject)) return subject;
  const words = subject.trim().split(/\s+/u);
  const runs = WITH_SUBCOMMAND.test(only.program) && (words[1] === 'run' || words[1] === 'compose') ? 3 : 2;
  const kept = words.slice(0, WITH_SUBCOMMAND.test(only.program) ? runs : 1);
  if (kept.length === words.length && kept.length > 1) return subject;
  const pattern = `${kept.join(' ')} *`;
  return destructiveParts(kept.join(' ')).length > 0 ? subject : pattern;
}
