import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const CORE = '@secretlint/core';
const PRESET = '@secretlint/secretlint-rule-preset-recommend';

/** Whether secretlint, with its recommended rules, finds a secret in a text. */
export type SecretlintFinds = (text: string) => Promise<boolean>;

/** Secretlint as it is installed beside this repository's own packages, or in the folder of `$SECRETLINT`; null without it. */
export async function loadSecretlint(): Promise<SecretlintFinds | null> {
  const require = createRequire(`${process.env['SECRETLINT'] ?? import.meta.dirname}/`);
  const load = async (name: string, field: string): Promise<unknown> => {
    const loaded: unknown = await import(pathToFileURL(require.resolve(name)).href);
    return typeof loaded === 'object' && loaded !== null ? Reflect.get(loaded, field) : undefined;
  };
  const parts = await Promise.all([load(CORE, 'lintSource'), load(PRESET, 'creator')]).catch(() => null);
  const [lintSource, rule] = parts ?? [];
  if (typeof lintSource !== 'function' || rule === undefined) return null;
  const config = { rules: [{ id: PRESET, rule, options: {} }] };
  return async (content) => {
    const source = { content, filePath: 'note.md', contentType: 'text', ext: '.md' };
    const result: unknown = await lintSource({ source, options: { config } });
    const messages: unknown = typeof result === 'object' && result !== null ? Reflect.get(result, 'messages') : [];
    return Array.isArray(messages) && messages.length > 0;
  };
}
