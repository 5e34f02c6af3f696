import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import type { ReadTranscript } from '../../src/core/sessions/import.ts';
import { readTranscripts } from '../../src/importers/read-transcripts.ts';

export const FIXTURES = resolve(import.meta.dirname, '../fixtures/transcripts');

type Options = Partial<Parameters<typeof readTranscripts>[1]>;

/** All that was read, pieces of one session joined. */
export interface ReadAll {
  readonly pieces: readonly Extract<ReadTranscript, { kind: 'session' }>[];
  readonly events: readonly SessionEvent[];
  readonly sessions: readonly string[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly lines: number;
  readonly lost: number;
  readonly ignored: Readonly<Record<string, number>>;
}

export async function readAll(paths: readonly string[], options: Options = {}): Promise<ReadAll> {
  const items: ReadTranscript[] = [];
  for await (const item of readTranscripts(paths, { trust: 'user', ...options })) items.push(item);
  const pieces = items.filter((item) => item.kind === 'session');
  const ignored: Record<string, number> = {};
  for (const [type, count] of pieces.flatMap((piece) => Object.entries(piece.ignored))) {
    ignored[type] = (ignored[type] ?? 0) + count;
  }
  return {
    pieces,
    events: pieces.flatMap(({ events }) => events),
    sessions: [...new Set(pieces.map(({ header }) => header.session))],
    skipped: items.filter((item) => item.kind === 'skipped').map(({ path, reason }) => ({ path, reason })),
    lines: pieces.reduce((sum, piece) => sum + piece.lines, 0),
    lost: pieces.reduce((sum, piece) => sum + piece.lost, 0),
    ignored,
  };
}

/** Reads files that exist only for the time of the call. */
export async function readFiles(
  files: Readonly<Record<string, string | Buffer>>,
  options: Options = {},
): Promise<ReadAll> {
  const folder = await mkdtemp(join(tmpdir(), 'dreamwright-transcripts-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    return await readAll([folder], options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** One line a event: what it is, whose words, and how they begin. */
export function outline(events: readonly SessionEvent[]): readonly string[] {
  return events.map((event) => {
    const type = event.type === 'other' ? `other/${event.subtype}` : event.type;
    return `${type} ${event.origin}: ${event.text.replace(/\s+/gu, ' ').slice(0, 60).trim()}`;
  });
}
