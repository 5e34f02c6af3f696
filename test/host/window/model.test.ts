import { expect, onTestFinished, test } from 'vitest';
import { startMessagesServer } from '../../models/messages-server.ts';
import { useWorkbench } from '../use-workbench.ts';
import type { Workbench } from '../workbench.ts';

async function useServer() {
  const server = await startMessagesServer();
  onTestFinished(server.close);
  return server;
}

async function connect(workbench: Workbench, address: string): Promise<void> {
  await workbench.runCommand('Dreamwright: Connect Model');
  await workbench.pick('A server of your own');
  await workbench.answerInput('Address of the server', address);
  await workbench.answerInput(`Key for ${address}`, '');
  await workbench.pick('Claude Test 2');
}

async function openChat(workbench: Workbench) {
  await workbench.openView('Chat');
  const chat = await workbench.webview('textarea');
  const ask = async (text: string) => {
    await chat.getByRole('textbox').fill(text);
    await chat.getByRole('textbox').press('Enter');
  };
  const shows = async (text: string) => await chat.getByRole('log').getByText(text).waitFor();
  return { chat, ask, shows };
}

test('a refused key connects nothing; a server of their own answers as it streams, with code to copy and to insert', async () => {
  const server = await useServer();
  const workbench = await useWorkbench();
  const { page } = workbench;
  server.play({ kind: 'refuse', status: 401, type: 'authentication_error' });
  await workbench.runCommand('Dreamwright: Connect Model');
  await workbench.pick('A server of your own');
  await workbench.answerInput('Address of the server', server.url);
  await workbench.answerInput(`Key for ${server.url}`, 'sk-ant-wrong');
  await workbench.notification(/refused the key .* Check that it was copied whole/);
  await (await openChat(workbench)).chat.getByText('No model: answers come from memory and search.').waitFor();

  server.play();
  await connect(workbench, server.url);
  expect(server.requests.at(-1)?.path).toMatch(/^\/v1\/models/);
  await workbench.runCommand('File: New Untitled Text File');
  const { chat, ask } = await openChat(workbench);
  await chat.getByRole('button', { name: 'Model: Claude Test 2. Choose another' }).waitFor();

  const code = 'mise run fmt\nmise run lint';
  const pieces = ['Run **this**:\n\n```sh\n', code, '\n```\n'].map((text) => ({ kind: 'text', text }) as const);
  server.play({ kind: 'stream', steps: [...pieces, { kind: 'stop', reason: 'end_turn' }] });
  await ask('how do I lint?');
  await chat.getByRole('log').locator('strong').getByText('this').waitFor();
  await chat.getByRole('button', { name: 'Copy code' }).click();
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toContain(code);
  await chat.getByRole('button', { name: 'Insert at cursor' }).click();
  await page.locator('.monaco-editor .view-lines').getByText('mise run fmt').waitFor();
});

test('an answer that is stopped or broken off keeps what came, and the session is found again', async () => {
  const server = await useServer();
  const workbench = await useWorkbench();
  await connect(workbench, server.url);
  const { chat, ask, shows } = await openChat(workbench);

  server.play({ kind: 'stream', steps: [{ kind: 'text', text: 'The first half' }, { kind: 'silence' }] });
  await ask('tell me all');
  await shows('The first half');
  await chat.getByRole('button', { name: 'Stop (Escape)' }).click();
  await shows('Stopped.');

  server.play({ kind: 'stream', steps: [{ kind: 'text', text: 'Another half' }, { kind: 'hang-up' }] });
  await ask('and the rest?');
  await shows('The connection broke off. What was done is kept.');
  server.play({
    kind: 'stream',
    steps: [
      { kind: 'text', text: 'All of it.' },
      { kind: 'stop', reason: 'end_turn' },
    ],
  });
  await chat.getByRole('button', { name: 'Continue' }).click();
  await shows('All of it.');
  await expect.poll(() => chat.getByRole('status').first().textContent()).toContain('All of it.');

  await chat.getByRole('button', { name: 'New session', exact: true }).click();
  await chat.getByText('Ask about this workspace').waitFor();
  await chat.getByRole('button', { name: 'Show sessions', exact: true }).click();
  await workbench.pick('tell me all');
  await shows('The first half');
  await shows('All of it.');
});
