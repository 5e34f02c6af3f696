import { resolve } from 'node:path';
import type { SessionDigest } from '../../src/core/dream/analyze/digest/digest.ts';
import { type DigestedSession, digestSession } from '../../src/core/dream/analyze/digest/digest-session.ts';
import type { SessionEvent } from '../../src/core/sessions/event.ts';
import { readTranscripts } from '../../src/importers/read-transcripts.ts';

/** 42 real sessions of Claude Code; see README.md of the folder above. */
export const SESSIONS = resolve('../shared/data/transcripts/claude-code');

/** The events of each session that holds any. */
export async function readSessions(folder = SESSIONS): Promise<readonly (readonly SessionEvent[])[]> {
  const bySession = new Map<string, SessionEvent[]>();
  for await (const read of readTranscripts([folder], { trust: 'user', author: 'team' })) {
    if (read.kind !== 'session') continue;
    const { session } = read.header;
    bySession.set(session, [...(bySession.get(session) ?? []), ...read.events]);
  }
  return [...bySession.values()].filter((events) => events.length > 0);
}

/** The digest of the events that one session holds; null for none. */
export async function digestEvents(events: readonly SessionEvent[]): Promise<SessionDigest | null> {
  const [first] = events;
  if (first === undefined) return null;
  const about: DigestedSession = { session: first.session, agent: first.agent, trust: 'user', format: 'claude-code' };
  return digestSession(about, events);
}
