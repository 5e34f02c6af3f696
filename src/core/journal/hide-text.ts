import { type Evidence, isEvidence, withoutQuote } from '../evidence.ts';
import { isJsonObject } from '../json.ts';

/** Which words and quotes are hidden where anything else than a memory carries them. */
export interface Hiding {
  hides(text: string): boolean;
  hidesQuote(evidence: Evidence): boolean;
}

/** Stands where a text was taken away. */
const HIDDEN = '[redacted]';

/** Ids, times and choices of a fixed list: they say nothing of what was said. */
const KEPT = new Set([
  ...['id', 'dream', 'session', 'sessions', 'event', 'memory', 'memories', 'findings', 'warned', 'rule', 'effect'],
  ...['at', 'firstAt', 'lastAt', 'createdAt', 'started', 'ended', 'status', 'engine', 'trigger'],
  ...['kind', 'operation', 'origin', 'standing', 'conflict', 'author', 'constitution', 'state'],
]);

/** The same value with each hidden text replaced, however deep it stands. */
export function hideText<T>(value: T, hiding: Hiding): T {
  if (value === null) return value;
  const hidden: T = JSON.parse(JSON.stringify(walk(value, '', hiding)));
  return hidden;
}

function walk(value: unknown, key: string, hiding: Hiding): unknown {
  if (typeof value === 'string') return !KEPT.has(key) && value !== '' && hiding.hides(value) ? HIDDEN : value;
  if (Array.isArray(value)) return value.map((inner: unknown) => walk(inner, key, hiding));
  if (!isJsonObject(value)) return value;
  if (isEvidence(value) && (hiding.hidesQuote(value) || hiding.hides(value.quote))) return withoutQuote(value);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, walk(inner, name, hiding)]));
}
