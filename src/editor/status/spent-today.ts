import type { DreamRecord } from '../../core/dream/dream-record.ts';

export interface Spending {
  /** US dollars. */
  readonly dollars: number;
  /** Sent and got, whether or not their price is known. */
  readonly tokens: number;
}

/** What dreams of this day (UTC) spent. */
export function spentToday(dreams: readonly DreamRecord[], now: Date): Spending {
  const today = now.toISOString().slice(0, 10);
  const ofToday = dreams.filter((dream) => dream.started.startsWith(today));
  return {
    dollars: ofToday.reduce((sum, { cost }) => sum + cost, 0),
    tokens: ofToday.reduce((sum, { usage }) => sum + usage.inputTokens + usage.outputTokens, 0),
  };
}
