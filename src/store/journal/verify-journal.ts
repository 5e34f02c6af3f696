import { type ChainHead, chainFault, type ParsedEntry } from '../../core/journal/entry-line.ts';
import type { JournalProof } from '../../core/store.ts';
import type { Files } from '../files.ts';
import { readLines } from '../read-lines.ts';
import { headAfter, parseLine } from './parse-line.ts';
import { readRedactions, restate } from './redactions.ts';

/** Lines proven between two moments in which others may run. */
const BATCH = 200;

/**
 * Proves the chain from its first entry, from the file alone; says exactly which entry is the first bad one. `visit` is
 * shown each entry that holds.
 */
export async function verifyJournal(
  files: Files,
  path: string,
  visit: (entry: ParsedEntry) => void = () => {},
): Promise<JournalProof> {
  let head: ChainHead | null = null;
  let entries = 0;
  const redactions = readRedactions(files, path, 0);
  for (const line of readLines(files, path, 0)) {
    const parsed = restate(parseLine(line, path), redactions);
    const reason: string | null = parsed.kind === 'invalid' ? parsed.reason : chainFault(parsed, head);
    if (parsed.kind === 'invalid' || reason !== null) return { ok: false, firstBad: entries + 1, reason: reason ?? '' };
    head = headAfter(parsed);
    entries++;
    visit(parsed);
    if (entries % BATCH === 0) await new Promise(setImmediate);
  }
  return { ok: true, entries };
}
