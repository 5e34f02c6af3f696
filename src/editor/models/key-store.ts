import type { SecretStorage } from 'vscode';

/** Keys of the Claude API in the editor's secret storage, one a server: no key ever goes to another server. */
export interface KeyStore {
  read(baseUrl: string): Promise<string | undefined>;
  save(baseUrl: string, key: string): Promise<void>;
  forget(baseUrl: string): Promise<void>;
}

export function createKeyStore(secrets: SecretStorage): KeyStore {
  return {
    read: async (baseUrl) => await secrets.get(secretName(baseUrl)),
    save: async (baseUrl, key) => await secrets.store(secretName(baseUrl), key),
    forget: async (baseUrl) => await secrets.delete(secretName(baseUrl)),
  };
}

function secretName(baseUrl: string): string {
  return `dreamwright.key ${new URL(baseUrl).origin}`;
}
