import { unpackJson } from '../../../pack-json.ts';
import { DIGEST_VERSION, type SessionDigest } from './digest.ts';

/** A digest as it was kept by `packJson`; undefined for one that an older version made, which is made anew. */
export function keptDigest(text: string): SessionDigest | undefined {
  const value = unpackJson(text);
  return isDigest(value) ? value : undefined;
}

function isDigest(value: unknown): value is SessionDigest {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'version') === DIGEST_VERSION;
}
