import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationTarget, workspace } from 'vscode';
import { askStore } from './ask-store.ts';
import { test } from './test.ts';

interface Sessions {
  readonly sessions: readonly { readonly session: string; readonly events: number }[];
}

/** Asks until the answer is there; the test's own time limit ends it. */
async function untilEvents(session: string, events: number): Promise<void> {
  for (;;) {
    const { sessions } = await askStore<Sessions>('sessions');
    if (sessions.find((candidate) => candidate.session === session)?.events === events) return;
  }
}

function line(folder: string, uuid: string, text: string): string {
  return `${JSON.stringify({
    type: 'user',
    uuid,
    parentUuid: null,
    sessionId: 'followed',
    timestamp: '2026-02-01T10:00:00.000Z',
    cwd: folder,
    userType: 'external',
    isSidechain: false,
    version: '2.0.0',
    message: { role: 'user', content: text },
  })}\n`;
}

test("Claude Code's own folder is followed once the person agrees, and as it grows", async () => {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  assert.ok(folder);
  const project = join(homedir(), '.claude', 'projects', folder.replace(/[^a-zA-Z0-9]/gu, '-'));
  await mkdir(project, { recursive: true });
  const transcript = join(project, 'followed.jsonl');
  await writeFile(transcript, line(folder, 'u1', 'Fix the lint.'));
  const setting = workspace.getConfiguration('dreamwright');
  await setting.update('import.followClaudeCode', 'on', ConfigurationTarget.Global);
  await untilEvents('followed', 1);
  await writeFile(transcript, line(folder, 'u2', 'And the tests.'), { flag: 'a' });
  await untilEvents('followed', 2);
  await setting.update('import.followClaudeCode', undefined, ConfigurationTarget.Global);
});
