import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Dreamwright } from '../../src/core/dreamwright.ts';
import { encodeEntry, NO_PREVIOUS, parseEntry } from '../../src/core/journal/entry-line.ts';
import { openDreamwright } from '../../src/open-dreamwright.ts';

export const NOON = new Date('2026-03-01T12:00:00.000Z');

let runs = 0;

/** A folder of the test's own, removed when the test has ended. */
export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dreamwright-audit-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

interface Run {
  readonly directory: string;
  readonly home: string;
  /** PEM of the editor's key; without it the run is one of the command line. */
  readonly editorKey?: string;
}

/** Opens, acts and closes, as one run of the command line does. */
export async function work<T>(run: Run, act: (dreamwright: Dreamwright) => Promise<T>): Promise<T> {
  const { directory, home, editorKey = null } = run;
  const heads = { home, editorKey };
  const now = new Date(NOON.getTime() + ++runs * 60_000);
  const dreamwright = await openDreamwright({ directory, root: null }, { clock: () => now, person: 'ada', heads });
  try {
    return await act(dreamwright);
  } finally {
    await dreamwright.close();
  }
}

/** One memory a run, each run signed at its end. */
export async function rememberEach(run: Run, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await work(run, (dreamwright) => dreamwright.remember({ text }));
}

export function readJournalLines(directory: string): readonly string[] {
  return readFileSync(join(directory, 'journal.jsonl'), 'utf8').split('\n').slice(0, -1);
}

export function writeJournalLines(directory: string, lines: readonly string[]): void {
  writeFileSync(join(directory, 'journal.jsonl'), lines.map((line) => `${line}\n`).join(''));
}

/** What a forger who knows the format does: the entries from `from` on, changed, in a chain that holds again. */
export function rechain(lines: readonly string[], from: number, change: (text: string) => string): readonly string[] {
  let head = { journal: '', sequence: 0, hash: NO_PREVIOUS };
  return lines.map((line, index) => {
    const parsed = parseEntry(line);
    if (parsed.kind !== 'entry') throw new Error('the journal was damaged before');
    const { header, record } = parsed;
    const isForged = index + 1 >= from;
    const forged = encodeEntry(
      JSON.parse(change(JSON.stringify(record))),
      header.actor,
      { ...head, journal: header.journal },
      new Date(header.at),
    );
    const entry = isForged ? forged.entry : parsed;
    head = { journal: header.journal, sequence: entry.header.sequence, hash: entry.hash };
    return isForged ? forged.line : line;
  });
}
