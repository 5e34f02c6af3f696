import type { ChainHead } from '../../core/journal/entry-line.ts';
import type { Files } from '../files.ts';
import { headAfter, parseLine } from './parse-line.ts';

const FIRST_LOOK = 1 << 16;
const LINE_FEED = 0x0a;

/** The head after the journal's last whole line, read from its end; null when that is empty or does not verify. */
export function readLastHead(files: Files, path: string): ChainHead | null {
  const size = files.size(path) ?? 0;
  for (let look = FIRST_LOOK; ; look *= 4) {
    const start = Math.max(0, size - look);
    const bytes = files.read(path, start, size) ?? Buffer.alloc(0);
    const end = bytes.lastIndexOf(LINE_FEED);
    if (end < 0 && start === 0) return null;
    const before = end <= 0 ? -1 : bytes.lastIndexOf(LINE_FEED, end - 1);
    if (end < 0 || (before < 0 && start > 0)) continue;
    const line = { bytes: bytes.subarray(before + 1, end), start: start + before + 1, end: start + end + 1 };
    const parsed = parseLine(line, path);
    return parsed.kind === 'invalid' ? null : headAfter(parsed);
  }
}
