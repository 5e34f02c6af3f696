import type { Evidence } from '../../../evidence.ts';
import { packJson } from '../../../pack-json.ts';
import type { SessionDigest } from './digest.ts';

const SHARE = 20;
/** A digest never has to be smaller than this, however short its session. */
const FLOOR = 3_000;

/**
 * Makes the digest, as it is kept, a twentieth of its session (`rawSize` in characters): quotes become shorter first, then
 * what is told twice goes, and what the analysis counts with last.
 */
export function fitDigest(digest: SessionDigest, rawSize: number): SessionDigest {
  const limit = Math.max(FLOOR, rawSize / SHARE);
  let fitted = digest;
  for (const shrink of SHRINKS) {
    if (packJson(fitted).length <= limit) return fitted;
    fitted = shrink(fitted);
  }
  return fitted;
}

type Shrink = (digest: SessionDigest) => SessionDigest;

/** Quotes of what happened; people's own words are left whole. */
const shortenQuotes =
  (length: number): Shrink =>
  (digest) => {
    const cut = <Item extends { readonly evidence: Evidence }>(item: Item): Item => ({
      ...item,
      evidence: { ...item.evidence, quote: item.evidence.quote.slice(0, length).trim() },
    });
    return {
      ...digest,
      commands: digest.commands.map(cut),
      trails: digest.trails.map(cut),
      repeats: digest.repeats.map(cut),
      touched: digest.touched.map(cut),
      closing: digest.closing.map(cut),
      refused: digest.refused.map(cut),
    };
  };

const SHRINKS: readonly Shrink[] = [
  shortenQuotes(100),
  shortenQuotes(60),
  withoutRepeatedEdits,
  shortenQuotes(40),
  (digest) => ({ ...digest, fingerprints: digest.fingerprints.slice(0, 24), requests: digest.requests.slice(0, 12) }),
  (digest) => ({ ...digest, looks: digest.looks.slice(0, 60) }),
  (digest) => ({ ...digest, trails: digest.trails.slice(0, 20), fingerprints: digest.fingerprints.slice(0, 12) }),
  shortenQuotes(24),
  (digest) => ({ ...digest, looks: digest.looks.slice(0, 20) }),
  (digest) => ({ ...digest, looks: [] }),
  withoutIdleRuns,
  (digest) => ({ ...digest, trails: digest.trails.slice(0, 8), edits: digest.edits.slice(-40) }),
  (digest) => ({ ...digest, commands: digest.commands.slice(-40) }),
  (digest) => ({ ...digest, trails: digest.trails.slice(0, 3), touched: digest.touched.slice(0, 20) }),
  (digest) => ({ ...digest, trails: [], touched: digest.touched.slice(0, 8) }),
  (digest) => ({ ...digest, commands: digest.commands.slice(-16), edits: digest.edits.slice(-16), reads: {} }),
  (digest) => ({ ...digest, commands: digest.commands.slice(-8), edits: digest.edits.slice(-8) }),
  (digest) => ({ ...digest, requests: digest.requests.slice(0, 4), fingerprints: digest.fingerprints.slice(0, 8) }),
  (digest) => ({ ...digest, statements: digest.statements.filter(({ standing }) => standing !== 'none') }),
];

/** Runs that passed tell something where they stand between a failure and the success that mended it. */
function withoutIdleRuns(digest: SessionDigest): SessionDigest {
  const { commands } = digest;
  const isMending = commands.map(() => false);
  for (const [end, success] of commands.entries()) {
    if (success.failed) continue;
    const before = commands.slice(0, end);
    const start = before.findLastIndex((run) => run.command === success.command);
    if (start >= 0 && commands[start]?.failed === true) isMending.fill(true, start, end);
  }
  return {
    ...digest,
    commands: commands.filter((run, at) => run.failed || run.evidence.quote !== '' || isMending[at] === true),
  };
}

/** Of several edits of a file in a row, with no command between them, the last one tells all. */
function withoutRepeatedEdits(digest: SessionDigest): SessionDigest {
  const edits = digest.edits.filter((edit, position) => {
    const next = digest.edits[position + 1];
    if (next === undefined || next.file !== edit.file) return true;
    return digest.commands.some((run) => run.index > edit.index && run.index < next.index);
  });
  return { ...digest, edits };
}
