import { describe, expect, it } from 'vitest';
import type { SessionDigest } from '../../../src/core/dream/analyze/digest/digest.ts';
import { digestSession } from '../../../src/core/dream/analyze/digest/digest-session.ts';
import { whereSeen } from '../../../src/core/dream/analyze/where-seen.ts';

const digestIn = async (session: string, folder: string): Promise<SessionDigest> => ({
  ...(await digestSession({ session, agent: 'agent' }, [], async () => null)),
  folder,
});
const seenIn = async (folders: Readonly<Record<string, string>>, root: string | null = null) => {
  const digests = await Promise.all(Object.entries(folders).map(([session, folder]) => digestIn(session, folder)));
  const where = whereSeen(digests, root);
  return (...sessions: readonly string[]) => where(sessions.map((session) => ({ session, event: 'e', quote: '' })));
};

describe('where something was seen', () => {
  it('is the one folder below which all of its sessions ran', async () => {
    const where = await seenIn({ top: '/repo', a: '/repo/api', b: '/repo/api/v1', c: '/repo/web' });
    expect(where('a', 'b')).toBe('api');
    expect(where('b')).toBe('api/v1');
    expect(where('a', 'c')).toBe('');
    expect(where('a', 'top')).toBe('');
  });
  it('is not named where nothing tells what the folder is a part of', async () => {
    expect((await seenIn({ a: '/repo/api', b: '/other' }))('a')).toBe('');
    expect((await seenIn({ a: '/repo/api' }, '/repo'))('a')).toBe('api');
    expect((await seenIn({ a: '' }, '/repo'))('a')).toBe('');
  });
  it('is the whole workspace for another checkout of it in a hidden folder', async () => {
    expect((await seenIn({ a: '/repo/.worktrees/fix/api' }, '/repo'))('a')).toBe('');
  });
  it('is told alike on Windows', async () => {
    expect((await seenIn({ top: 'C:\\repo', a: 'C:\\repo\\services\\api' }))('a')).toBe('services/api');
  });
});
