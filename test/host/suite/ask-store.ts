import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { extensions, workspace } from 'vscode';

/** What `dreamwright … --json` answers from the store of the window that runs the suite. */
export async function askStore<Answer>(...args: readonly string[]): Promise<Answer> {
  const extension = extensions.getExtension('dreamwright.dreamwright');
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(extension && folder);
  const script = join(extension.extensionPath, 'dist', 'cli.js');
  const store = join(folder, '.dreamwright', 'store');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args, '--store', store, '--json'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(stdout);
}

export interface StoredMemory {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly version: string;
}

export async function storedMemories(): Promise<readonly StoredMemory[]> {
  return (await askStore<{ readonly memories: readonly StoredMemory[] }>('memories')).memories;
}

export interface StoredProposal {
  readonly id: string;
  readonly op: string;
  readonly path: string;
  readonly after: string | null;
  readonly verdict: string;
  readonly evidence: readonly { readonly session: string; readonly event: string; readonly quote: string }[];
}

export async function waitingProposals(): Promise<readonly StoredProposal[]> {
  return (await askStore<{ readonly proposals: readonly StoredProposal[] }>('review', 'list')).proposals;
}
