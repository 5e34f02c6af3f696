import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { CSV_HEADER, entryCsv } from '../../core/journal/entry-csv.ts';
import { readKnowledge } from '../documents/read-place.ts';

/** Memories, proposals, dreams, sessions with their events, and the journal, one value a line; the journal as CSV, too. */
export async function writeEverything(store: Dreamwright, target: string): Promise<void> {
  await mkdir(join(target, 'sessions'), { recursive: true });
  const write = (name: string, text: string) => writeFile(join(target, name), text);
  const lines = (values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
  const journal = await store.journal();
  await write('what-dreamwright-knows.md', await readKnowledge(store));
  await write('memories.jsonl', lines(await store.memories()));
  await write('proposals.jsonl', lines(await store.items()));
  await write('dreams.jsonl', lines(await store.dreams()));
  await write('journal.jsonl', lines(journal));
  await write('journal.csv', `${[CSV_HEADER, ...journal.map(entryCsv)].join('\r\n')}\r\n`);
  const sessions = await store.sessions();
  await write('sessions.jsonl', lines(sessions));
  for (const [index, { session }] of sessions.entries()) {
    await write(
      join('sessions', `${String(index + 1).padStart(4, '0')}.jsonl`),
      lines(await store.transcript(session)),
    );
  }
}
