import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** Where a private key is kept: the editor's secret storage, or a file of the command line's. */
export type KeyHolder = 'editor' | 'command-line';

/** An ed25519 key (RFC 8032) with which heads of the journal are signed. */
export interface SigningKey {
  /** First 16 hex digits of the SHA-256 of the public key. */
  readonly id: string;
  /** Base64 of the public key's SPKI DER. */
  readonly publicKey: string;
  readonly holder: KeyHolder;
  readonly privateKey: KeyObject;
}

/** A new private key as PKCS #8 PEM. */
export function makeSigningKey(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
}

/** Reads a key back from its PEM. Throws when that is no private key. */
export function readSigningKey(pem: string, holder: KeyHolder): SigningKey {
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { id: keyIdOf(publicKey), publicKey: publicKey.toString('base64'), holder, privateKey };
}

export function keyIdOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 16);
}

/** Base64 of the key's signature. */
export function signText(key: SigningKey, text: string): string {
  return sign(null, Buffer.from(text), key.privateKey).toString('base64');
}
