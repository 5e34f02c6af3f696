import { open } from 'node:fs/promises';
import type { ImportOptions } from '../core/dreamwright.ts';
import type { ReadTranscript } from '../core/sessions/import.ts';
import { findFiles, whyUnreadable } from './find-files.ts';
import type { Importer, ReadContext } from './importer.ts';
import { importers } from './importers.ts';
import { createSessionTrackers } from './session-trackers.ts';
import { textLines } from './text-lines.ts';

/** Bytes by which a format is told. */
const HEAD = 256 * 1024;

/**
 * Reads transcripts from files and folders, session by session; a format is told by content, never by name. A long
 * session comes in several pieces, and a session may come from several files. What can't be used is answered as
 * skipped with its reason. Rejects only with the signal's reason when aborted.
 */
export async function* readTranscripts(
  paths: readonly string[],
  options: ImportOptions & { readonly signal?: AbortSignal },
): AsyncGenerator<ReadTranscript> {
  const { signal } = options;
  const context: ReadContext = {
    trust: options.trust,
    ...(options.author !== undefined && { author: options.author }),
    trackers: createSessionTrackers(),
    agentNames: new Map(),
  };
  for await (const found of findFiles(paths)) {
    signal?.throwIfAborted();
    const { path } = found;
    if (found.kind === 'unreadable') {
      yield { kind: 'skipped', path, reason: found.reason };
      continue;
    }
    try {
      const importer = await chooseImporter(path, options.format);
      if (typeof importer === 'string') yield { kind: 'skipped', path, reason: importer };
      else yield* importer.read({ path, modified: found.modified, lines: () => textLines(path, signal) }, context);
    } catch (error) {
      signal?.throwIfAborted();
      if (!isFileError(error)) throw error;
      yield { kind: 'skipped', path, reason: whyUnreadable(error) };
    }
  }
}

/** The importer for a file, or why there is none. */
async function chooseImporter(path: string, format: string | undefined): Promise<Importer | string> {
  const names = importers.map(({ name }) => name).join(', ');
  if (format !== undefined) {
    return importers.find(({ name }) => name === format) ?? `there is no format "${format}"; choose one of ${names}`;
  }
  const head = await readHead(path);
  if (head.length === 0) return 'it is empty';
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    return 'it is UTF-16; save it as UTF-8';
  }
  const lines = head
    .toString('utf8')
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .map((line) => line.replace(/^[\s\0]+/u, '').trimEnd());
  return importers.find((importer) => importer.detects(lines)) ?? `it is in no known format (${names})`;
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && 'syscall' in error;
}
