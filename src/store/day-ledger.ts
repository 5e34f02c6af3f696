import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DayLedger, Spent } from '../core/dream/day-spending.ts';
import { isJsonObject, parseJson } from '../core/json.ts';

/** Older days are told by the journals of the stores. */
const DAYS_KEPT = 7;

/**
 * The ledger under the person's home folder, one file a day: processes only append to it, one short line for each answer,
 * so that none needs to wait for another. Where it can't be written, each store still counts its own.
 */
export function fileLedger(home: string): DayLedger {
  const folder = join(home, '.dreamwright', 'spent');
  const fileOf = (day: string): string => join(folder, `${day}.jsonl`);
  return {
    spentOn: (day) => linesOf(fileOf(day)).flatMap(parseSpent).reduce(together, { dollars: 0, tokens: 0 }),
    add: (day, { dollars, tokens }) => {
      try {
        mkdirSync(folder, { recursive: true });
        removeOld(folder);
        // A line feed before it as well: what a crash left of another line must not take this one with it.
        appendFileSync(fileOf(day), `\n${JSON.stringify({ dollars, tokens })}\n`, { mode: 0o600 });
      } catch {
        // The dream's own record holds it too.
      }
    },
  };
}

function linesOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** A line that another process is about to finish is passed over. */
function parseSpent(line: string): readonly Spent[] {
  const value = parseJson(line);
  if (!isJsonObject(value)) return [];
  const { dollars, tokens } = value;
  return typeof dollars === 'number' && typeof tokens === 'number' ? [{ dollars, tokens }] : [];
}

function together(one: Spent, other: Spent): Spent {
  return { dollars: one.dollars + other.dollars, tokens: one.tokens + other.tokens };
}

function removeOld(folder: string): void {
  const files = readdirSync(folder).toSorted();
  for (const file of files.slice(0, Math.max(0, files.length - DAYS_KEPT))) rmSync(join(folder, file), { force: true });
}
