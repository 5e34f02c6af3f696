import { redact } from '../core/secrets/redact.ts';

/** What a log is told as one text, secrets masked; an error with its stack. */
export function logLine(message: unknown, parts: readonly unknown[] = []): string {
  return redact([message, ...parts].map(describe).join(' ')).text;
}

function describe(part: unknown): string {
  if (part instanceof Error) return part.stack ?? part.message;
  return typeof part === 'string' ? part : (JSON.stringify(part) ?? String(part));
}
