import { appendFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { extensions } from 'vscode';
import type { Activation } from './activation.ts';

const BESIDE = 'vscode.markdown-language-features';

/** Runs inside the extension host: how long it takes to load and activate Dreamwright, and an extension of VS Code. */
export async function run(): Promise<void> {
  // First, since VS Code activates it by itself as soon as the window has started.
  const dreamwright = await activate('dreamwright.dreamwright');
  const beside = await activate(BESIDE);
  const activation: Activation = { dreamwright, beside };
  appendFileSync(process.env['HOST_REPORT'] ?? '', `${JSON.stringify(activation)}\n`);
}

async function activate(id: string): Promise<number | null> {
  const extension = extensions.getExtension(id);
  if (extension === undefined || extension.isActive) return null;
  const started = performance.now();
  await extension.activate();
  return performance.now() - started;
}
