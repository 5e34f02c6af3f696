import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import { expect, test } from 'vitest';
import { calling, saying } from '../../models/scripts.ts';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useAgent } from '../use-agent.ts';
import { useWorkbench } from '../use-workbench.ts';

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string | null;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds serious or worse, a line each. */
async function seriousProblems(frame: Frame): Promise<readonly string[]> {
  await frame.evaluate(await axe);
  // The page around the chat is VS Code's own.
  const results: AxeResults = await frame.evaluate('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

test('axe finds nothing serious in the chat, keys go through it as it is seen, and the focus comes back', async () => {
  const folder = await prepareSample();
  await runCommandLine(folder, 'dream');
  const workbench = await useWorkbench({ folder });
  await workbench.openView('Chat');
  const chat = await workbench.webview('textarea');
  const input = chat.getByRole('textbox');
  const focused = async () => String(await chat.evaluate('document.activeElement?.getAttribute("aria-label") ?? ""'));
  await chat.getByText('Ask about this workspace').waitFor();
  expect(await seriousProblems(chat)).toEqual([]);

  await input.fill('why does mise run lint fail?');
  await input.press('Enter');
  await chat.getByRole('button', { name: 'Copy answer' }).waitFor({ state: 'attached' });
  await expect.poll(focused).toMatch(/^Message\./);
  expect(await chat.getByRole('log').textContent()).toContain('mise run lint');
  expect(await seriousProblems(chat)).toEqual([]);

  await chat.getByRole('button', { name: /^Session:/ }).focus();
  const order: string[] = [];
  for (let presses = 0; presses < 40 && !(await focused()).startsWith('Message.'); presses += 1) {
    order.push(await focused());
    await workbench.page.keyboard.press('Tab');
  }
  expect(await focused()).toMatch(/^Message\./);
  const places = [/^Session:/, /^New session/, /^Show sessions/, /^More actions/, /^Open memory/, /^Copy answer/];
  const found = places.map((place) => order.findIndex((label) => place.test(label)));
  expect(found).not.toContain(-1);
  expect(found).toEqual([...found].sort((one, other) => one - other));

  await input.fill('/');
  await chat.getByRole('listbox').waitFor();
  expect(await seriousProblems(chat)).toEqual([]);
});

test('axe finds nothing serious while the agent asks, has another one work, or was cut off, and each question is reached and answered by keyboard', async () => {
  const { workbench, chat, send, server } = await useAgent(
    calling('read', 'read_file', { path: 'README.md' }),
    calling('edit', 'edit_file', { path: 'README.md', edits: [{ old_text: '# ', new_text: '# The ' }] }),
    calling('run', 'run_command', { command: 'echo done' }),
    calling('ask', 'ask_person', { question: 'Which one?', options: ['left', 'right'] }),
    calling('todos', 'todo_list', { items: [{ text: 'Read it', state: 'done' }] }),
    saying('All done.'),
  );
  const input = chat.getByRole('textbox', { name: /^Message/ });
  await send('do it');
  for (const [question, button] of [
    [/^Accept: edit/, 'Accept'],
    [/^Allow: run/, 'Allow once'],
    [/^Which one/, 'left'],
  ] as const) {
    await chat.getByRole('group', { name: question }).waitFor();
    expect(await seriousProblems(chat)).toEqual([]);
    await input.press('Control+Enter');
    await expect.poll(() => chat.evaluate('document.activeElement.textContent')).toBe(button);
    await workbench.page.keyboard.press('Enter');
  }
  await chat.getByText('All done.').first().waitFor();
  await chat.locator('.todos-head').click();
  await chat.getByRole('button', { name: /^edited README/ }).click();
  expect(await seriousProblems(chat)).toEqual([]);

  const graded = { criteria: [{ criterion: 1, reason: 'Nothing shows it.', quote: '', met: false }] };
  server.play(
    calling('hand', 'delegate', { agent: 'explorer', task: 'Find it.' }),
    saying('It is here.'),
    saying('Found.'),
    saying(JSON.stringify(graded)),
    { kind: 'stream', steps: [{ kind: 'text', text: 'Half of it' }, { kind: 'hang-up' }] },
  );
  await send('/goal ---\nrounds: 1\n---\n- it is found');
  await chat.getByText('not reached').waitFor();
  await send('and now?');
  await chat.getByRole('button', { name: 'Continue' }).waitFor();
  await chat.getByRole('button', { name: 'Edit and send again' }).first().press('Enter');
  await chat.getByRole('textbox', { name: /^Your message, edited/ }).waitFor();
  expect(await seriousProblems(chat)).toEqual([]);
  await workbench.page.keyboard.press('Escape');

  await input.fill('@READ');
  await chat
    .getByRole('option', { name: /README\.md/ })
    .first()
    .waitFor();
  expect(await seriousProblems(chat)).toEqual([]);
  await input.press('Enter');
  expect(await input.inputValue()).toBe('@README.md ');
});
