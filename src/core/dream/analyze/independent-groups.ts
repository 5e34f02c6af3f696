import type { SessionDigest } from './digest/digest.ts';

/**
 * Names the independent group of each session: sessions that share events, a resume chain or a parent count once.
 * The name is the id of the group's first session in the given order.
 */
export function independentGroups(digests: readonly SessionDigest[]): ReadonlyMap<string, string> {
  const leader = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    for (let next = leader.get(root); next !== undefined && next !== root; next = leader.get(root)) root = next;
    leader.set(key, root);
    return root;
  };
  const order = new Map(digests.map((digest, index) => [sessionKey(digest.session), index]));
  const join = (left: string, right: string) => {
    const [a, b] = [find(left), find(right)];
    if (a === b) return;
    const isLeftFirst = (order.get(a) ?? Number.MAX_SAFE_INTEGER) <= (order.get(b) ?? Number.MAX_SAFE_INTEGER);
    leader.set(isLeftFirst ? b : a, isLeftFirst ? a : b);
  };
  const seenAt = new Map<string, string>();
  for (const digest of digests) {
    const key = sessionKey(digest.session);
    if (digest.parentSession !== null) join(key, sessionKey(digest.parentSession));
    for (const fingerprint of digest.fingerprints) {
      const other = seenAt.get(fingerprint);
      if (other === undefined) seenAt.set(fingerprint, key);
      else join(key, other);
    }
  }
  const first = new Map<string, string>();
  const groups = new Map<string, string>();
  for (const digest of digests) {
    const root = find(sessionKey(digest.session));
    if (!first.has(root)) first.set(root, digest.session);
    groups.set(digest.session, first.get(root) ?? digest.session);
  }
  return groups;
}

/** Claude Code's resumed sessions come again under their id with a date before it. */
function sessionKey(session: string): string {
  return session.replace(/^\d{4}-\d{2}-\d{2}-(?=[0-9a-f]{8}-)/u, '');
}
