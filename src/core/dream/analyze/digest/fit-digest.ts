import type { Evidence } from '../../../evidence.ts';
import type { SessionDigest } from './digest.ts';

const SHARE = 20;
/** A digest never has to be smaller than this, however short its session. */
const FLOOR = 2_500;

/** Drops what matters least until the digest is a twentieth of its session (`rawSize` in characters). */
export function fitDigest(digest: SessionDigest, rawSize: number): SessionDigest {
  const limit = Math.max(FLOOR, rawSize / SHARE);
  let fitted = digest;
  for (const shrink of SHRINKS) {
    if (JSON.stringify(fitted).length <= limit) return fitted;
    fitted = shrink(fitted);
  }
  return fitted;
}

type Shrink = (digest: SessionDigest) => SessionDigest;

const shortenQuotes =
  (length: number): Shrink =>
  (digest) => ({
    ...digest,
    commands: digest.commands.map((run) => ({
      ...run,
      evidence: { ...run.evidence, quote: run.evidence.quote.slice(0, length).trim() },
    })),
  });

/** Files read most, and of the look-ups the first ones. */
const fewerLooks =
  (most: number): Shrink =>
  (digest) => ({
    ...digest,
    reads: Object.fromEntries(
      Object.entries(digest.reads)
        .sort((a, b) => b[1] - a[1])
        .slice(0, most * 2),
    ),
    trails: digest.trails.slice(0, most),
    repeats: digest.repeats.slice(0, most),
    touched: digest.touched.slice(0, most),
  });

const shortenLooks =
  (length: number): Shrink =>
  (digest) => {
    const cut = <Item extends { readonly evidence: Evidence }>(item: Item): Item => ({
      ...item,
      evidence: { ...item.evidence, quote: item.evidence.quote.slice(0, length).trim() },
    });
    return {
      ...digest,
      trails: digest.trails.map(cut),
      touched: digest.touched.map(cut),
      closing: digest.closing.map(cut),
      refused: digest.refused.map(cut),
    };
  };

const SHRINKS: readonly Shrink[] = [
  fewerLooks(20),
  shortenQuotes(100),
  withoutRepeatedEdits,
  (digest) => ({ ...digest, requests: digest.requests.slice(0, 12) }),
  shortenQuotes(60),
  fewerLooks(8),
  (digest) => ({ ...digest, fingerprints: digest.fingerprints.slice(0, 24) }),
  withoutIdleRuns,
  (digest) => ({ ...digest, statements: digest.statements.filter((statement) => statement.standing !== 'none') }),
  fewerLooks(3),
  (digest) => ({ ...digest, requests: digest.requests.slice(0, 4), edits: digest.edits.slice(-30) }),
  (digest) => ({ ...digest, commands: digest.commands.slice(-40), tools: {} }),
  shortenLooks(30),
  (digest) => ({ ...digest, edits: digest.edits.slice(-12), fingerprints: digest.fingerprints.slice(0, 12) }),
  (digest) => ({ ...digest, touched: digest.touched.slice(0, 2), trails: digest.trails.slice(0, 1) }),
  (digest) => ({ ...digest, commands: digest.commands.slice(-16), closing: digest.closing.slice(0, 3) }),
  shortenQuotes(40),
  (digest) => ({ ...digest, requests: digest.requests.slice(0, 2), trails: [], reads: {} }),
  (digest) => ({ ...digest, commands: digest.commands.slice(-8), refused: digest.refused.slice(-2) }),
  (digest) => ({ ...digest, requests: digest.requests.slice(0, 1), touched: [], edits: digest.edits.slice(-4) }),
  (digest) => ({ ...digest, commands: digest.commands.slice(-5), closing: digest.closing.slice(0, 1) }),
  (digest) => ({ ...digest, concerns: digest.concerns.slice(0, 4), causes: digest.causes.slice(0, 1) }),
  (digest) => ({ ...digest, concerns: digest.concerns.slice(0, 2), requests: [] }),
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
