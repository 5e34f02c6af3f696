import type { CommandEnd } from '../../core/agent/tools/workspace-port.ts';
import type { RunEnd } from './command-run.ts';

const LONGEST_SECONDS = 24 * 60 * 60;

/** Runs something that must end with its time or with the signal, and tells which of them ended it. */
export async function limitTime(
  seconds: number,
  signal: AbortSignal,
  run: (signal: AbortSignal) => Promise<RunEnd>,
): Promise<CommandEnd> {
  const time = new AbortController();
  const timer = setTimeout(() => time.abort(), Math.min(seconds, LONGEST_SECONDS) * 1_000);
  try {
    const end = await run(AbortSignal.any([signal, time.signal]));
    if (end.kind !== 'ended-otherwise') return end;
    return { kind: signal.aborted || !time.signal.aborted ? 'stopped' : 'timed-out' };
  } finally {
    clearTimeout(timer);
  }
}
