import { createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '../canonical-json.ts';
import { isJsonObject } from '../json.ts';
import type { ChainHead } from './entry-line.ts';
import { type SigningKey, signText } from './signing-key.ts';

/** Where a journal stood at some time, and who says so. */
interface HeadStatement extends ChainHead {
  /** ISO 8601. */
  readonly at: string;
  /** Id of the key; an entry of kind `key-announced` at or before `sequence` holds its public half. */
  readonly key: string;
}

export interface SignedHead extends HeadStatement {
  /** Base64 ed25519 signature. */
  readonly signature: string;
}

/** Keeps a signature of a head from being taken for one of anything else. */
const PURPOSE = 'dreamwright journal head 1\n';

function signedText({ journal, sequence, hash, at, key }: HeadStatement): string {
  return PURPOSE + canonicalJson({ journal, sequence, hash, at, key });
}

export function signHead(head: ChainHead, key: SigningKey, now: Date): SignedHead {
  const { journal, sequence, hash } = head;
  const statement = { journal, sequence, hash, at: now.toISOString(), key: key.id };
  return { ...statement, signature: signText(key, signedText(statement)) };
}

/** Whether the head was signed by the private half of `publicKey` (base64 SPKI DER). */
export function isSignedBy(head: SignedHead, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(signedText(head)), key, Buffer.from(head.signature, 'base64'));
  } catch {
    return false;
  }
}

export function isSignedHead(value: unknown): value is SignedHead {
  if (!isJsonObject(value)) return false;
  const { journal, sequence, hash, at, key, signature } = value;
  return Number.isInteger(sequence) && [journal, hash, at, key, signature].every((field) => typeof field === 'string');
}
