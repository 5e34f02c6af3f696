import type { AuditProof } from './audit-proof.ts';
import { isSignedBy, type SignedHead } from './signed-head.ts';

/** What one pass over an unbroken chain has seen. */
export interface SeenChain {
  readonly journal: string | null;
  /** Hash of each entry, the first at 0. */
  readonly hashes: readonly string[];
  /** Announced public keys by id, with the number of the entry that announced them. */
  readonly keys: ReadonlyMap<string, { readonly publicKey: string; readonly sequence: number }>;
  /** Numbers of the entries of kind `recovered`: where a store that was cut has noticed it by itself. */
  readonly recovered: readonly number[];
}

export interface KeptHead {
  readonly head: SignedHead;
  /** Whether it was kept outside the store. */
  readonly isOutside: boolean;
}

/**
 * Holds an unbroken chain against every head that was ever signed of it: a chain that was written anew from some entry
 * on, or cut, is as unbroken as before. Says the first entry that can't be trusted.
 */
export function proveHeads(chain: SeenChain, heads: readonly KeptHead[]): AuditProof {
  const entries = chain.hashes.length;
  const warnings: string[] = [];
  const trusted: SignedHead[] = [];
  const own = heads.filter(({ head }) => chain.journal === null || head.journal === chain.journal);
  for (const { head, isOutside } of [...own].sort((left, right) => left.head.sequence - right.head.sequence)) {
    const fault = faultOf({ head, isOutside }, chain, firstDoubted(head, chain, trusted));
    if (fault !== null) return { ok: false, ...fault };
    trusted.push(head);
  }
  for (const { head, isOutside } of heads) {
    if (own.some((kept) => kept.head === head)) continue;
    if (!isOutside) return { ok: false, firstBad: 1, reason: 'a signed head in the store is of another journal' };
    warnings.push(
      `Another journal of ${head.sequence} entries stood here until ${head.at.slice(0, 10)}; if nobody deleted that store on purpose, look for a backup of it.`,
    );
  }
  return { ok: true, entries, signed: trusted.at(-1)?.sequence ?? 0, warnings };
}

/** The first entry that no head signed earlier than `head` vouches for, or where a cut was noticed after it. */
function firstDoubted(head: SignedHead, chain: SeenChain, trusted: readonly SignedHead[]): number {
  const earlier = trusted.filter(({ sequence, at }) => sequence < head.sequence && at <= head.at);
  const last = Math.max(0, ...earlier.map(({ sequence }) => sequence));
  return chain.recovered.find((sequence) => sequence > last && sequence <= head.sequence) ?? last + 1;
}

function faultOf(
  { head, isOutside }: KeptHead,
  chain: SeenChain,
  doubted: number,
): { readonly firstBad: number; readonly reason: string } | null {
  const { sequence, at } = head;
  const entries = chain.hashes.length;
  const kept = isOutside ? 'a head kept outside the store' : 'a signed head';
  if (sequence > entries) {
    return {
      firstBad: Math.min(entries + 1, chain.recovered.find((at) => at >= doubted) ?? entries + 1),
      reason: `the journal ends at entry ${entries}, but ${kept} says that it had ${sequence} on ${at}: its end was cut, or an older copy was put in its place`,
    };
  }
  if (chain.hashes[sequence - 1] !== head.hash) {
    return {
      firstBad: doubted,
      reason: `entry ${sequence} is not the one that ${kept} of ${at} names: something between entry ${doubted} and it was written anew`,
    };
  }
  const key = chain.keys.get(head.key);
  if (key === undefined || key.sequence > sequence) {
    return { firstBad: sequence, reason: `${kept} of entry ${sequence} is signed by a key that no entry announces` };
  }
  if (!isSignedBy(head, key.publicKey)) {
    return { firstBad: sequence, reason: `the signature of ${kept} of entry ${sequence} does not fit it` };
  }
  return null;
}
