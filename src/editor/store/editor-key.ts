import type { SecretStorage } from 'vscode';
import { makeSigningKey } from '../../core/journal/signing-key.ts';

const SECRET = 'dreamwright.signing-key';

/** PEM of the key with which the editor signs heads of the journal; made on first use, it never leaves this machine. */
export async function editorKey(secrets: SecretStorage): Promise<string> {
  const kept = await secrets.get(SECRET);
  if (kept !== undefined) return kept;
  const made = makeSigningKey();
  await secrets.store(SECRET, made);
  return made;
}
