import { expect, test } from 'vitest';
import { calling, saying } from '../../models/scripts.ts';
import { useAgent } from '../use-agent.ts';

const readReadme = calling('read', 'read_file', { path: 'README.md' }, 'I look at it.');
const replacement = { old_text: '# ', new_text: '# Changed: ' };
const editReadme = calling('edit', 'edit_file', { path: 'README.md', edits: [replacement] });

test('what the person leaves in the diff is what is written, is undone from its card, and its cards outlive the window', async () => {
  const { workbench, chat, send, textOf } = await useAgent(readReadme, editReadme, saying('The title is changed.'));
  const before = await textOf('README.md');
  await send('change the title');
  await workbench.tab(/README\.md: now ↔ proposed/).waitFor();
  await workbench.page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor .view-lines').first().click();
  await workbench.page.keyboard.press('Control+Home');
  await workbench.page.keyboard.type('By hand. ');
  await chat.getByRole('button', { name: 'Accept', exact: true }).click();
  await chat.getByText('The title is changed.').first().waitFor();
  expect(await textOf('README.md')).toContain('By hand. # Changed: ');
  await expect.poll(() => workbench.tab(/now ↔ proposed/).count()).toBe(0);

  await chat.getByRole('button', { name: /^edited README\.md/ }).click();
  await chat.locator('.diff-line.added').filter({ hasText: '# Changed: ' }).first().waitFor();
  await chat.getByRole('button', { name: 'Undo this edit' }).click();
  await expect.poll(() => textOf('README.md')).toBe(before);

  await workbench.page.reload();
  await workbench.page
    .locator('.activitybar')
    .getByRole('tab', { name: /^Dreamwright/ })
    .waitFor();
  await workbench.openView('Chat');
  const again = await workbench.webview('.tool-card');
  await again.getByRole('button', { name: /^read README\.md/ }).waitFor();
  await again.getByRole('button', { name: /^edited README\.md/ }).waitFor();
  await again.getByText('The title is changed.').first().waitFor();
});

const PASTE_IMAGE = `(() => {
  const base64 = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], 'dot.png', { type: 'image/png' }));
  document.querySelector('textarea').dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
})()`;

test('a conversation takes what is put beside a message, is steered, edited, restored, judged, named, exported and found again', async () => {
  const { server, workbench, chat, send, textOf } = await useAgent(saying('A dot.'));
  const { page } = workbench;
  const input = chat.getByRole('textbox', { name: /^Message/ });
  const asked = () => JSON.stringify(server.requests.at(-1)?.body);
  const says = (text: string) => chat.getByRole('log').getByText(text, { exact: true }).first();
  const said = (text: string) => chat.locator('.entry.user').filter({ hasText: text });
  const press = (name: string | RegExp) => chat.getByRole('button', { name, exact: true }).last().click();

  await workbench.runCommand('Go to File');
  await workbench.quickInput().fill('README.md');
  await workbench.pick('README.md');
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+End');
  await workbench.runCommand('Dreamwright: Add Selection to Chat');
  await chat.getByText('README.md:1').waitFor();
  await chat.evaluate(PASTE_IMAGE);
  await chat.getByText('dot.png').waitFor();
  await send('what is this?');
  await says('A dot.').waitFor();
  const title = (await textOf('README.md')).split('\n', 1)[0] ?? '';
  expect(asked()).toContain('"media_type":"image/png"');
  expect(asked()).toContain(title);

  await said('what is this?').hover();
  await press('Edit and send again');
  server.play(saying('Still a dot.'));
  await chat.getByRole('textbox', { name: /^Your message, edited/ }).fill('and what is that?');
  await press('Send again');
  await says('Still a dot.').waitFor();
  expect(await says('A dot.').count()).toBe(0);
  expect(asked()).not.toContain('what is this?');
  expect(asked()).toContain('"media_type":"image/png"');

  await says('Still a dot.').hover();
  await press('Good answer');
  await chat.getByRole('button', { name: 'Good answer', pressed: true }).waitFor();

  server.play(
    readReadme,
    editReadme,
    calling('run', 'run_command', { command: 'echo first' }),
    saying('The title is changed.'),
  );
  const before = await textOf('README.md');
  await send('change the title');
  await chat.getByRole('button', { name: 'Accept', exact: true }).click();
  await chat.getByRole('group', { name: /^Allow: run echo/ }).waitFor();
  await send('leave the rest');
  await chat.getByRole('region', { name: 'Read before the next step' }).getByText('leave the rest').waitFor();
  await workbench.screenshot('chat-typed-ahead');
  await chat.locator('.pattern summary').press('Enter');
  await press('Exactly this');
  await press('Always');
  await says('The title is changed.').waitFor();
  expect(asked()).toContain('leave the rest');
  expect(await chat.locator('.typed-ahead').count()).toBe(0);
  expect(await textOf('README.md')).toContain('# Changed: ');

  await said('change the title').hover();
  await said('change the title').getByRole('button', { name: 'Restore to before this' }).click();
  await workbench.answerDialog(/Restore to before this message/, 'Restore');
  await expect.poll(() => textOf('README.md')).toBe(before);
  await expect.poll(() => input.inputValue()).toBe('change the title');
  await workbench.screenshot('chat-restored');
  await press('Undo the restore');
  await expect.poll(() => textOf('README.md')).toContain('# Changed: ');
  await says('The title is changed.').waitFor();

  await workbench.runCommand('Dreamwright: Manage Permissions');
  await workbench.pick(/echo first.*run_command/);
  await page.locator('.quick-input-widget:visible').getByRole('button', { name: 'OK' }).click();
  await workbench.notification(/asks again about: echo/);

  await workbench.runCommand('Dreamwright: Retitle Session');
  await workbench.answerInput('Title of this session', 'About a dot');
  await chat.getByRole('button', { name: 'Session: About a dot. Show sessions' }).waitFor();
  await workbench.runCommand('Dreamwright: Export Session as Markdown');
  await page.locator('.monaco-editor .view-lines').getByText('# About a dot').first().waitFor();

  await chat.getByRole('button', { name: 'New session', exact: true }).click();
  await chat.getByText('Ask about this workspace').waitFor();
  await chat.getByRole('button', { name: 'Show sessions', exact: true }).click();
  await workbench.quickInput().fill('leave the rest');
  await workbench.pick('leave the rest');
  await says('The title is changed.').waitFor();
  await chat.getByRole('button', { name: 'Good answer', pressed: true }).waitFor({ state: 'attached' });

  server.play(
    calling('hand', 'delegate', { agent: 'tester', task: 'Run it.' }),
    calling('echo', 'run_command', { command: 'echo from-the-tester' }),
    saying('It runs.'),
    saying('The tester is done.'),
  );
  await send('have it run');
  await workbench.notification(/The agent tester asks: run echo/);
  await press('Show what this agent does');
  const thread = await workbench.webview('.entry.user:has-text("Run it.")');
  await thread.getByRole('textbox', { name: /^Message/ }).fill('be brief');
  await page.keyboard.press('Enter');
  await thread.getByRole('group', { name: /^Allow: run echo/ }).waitFor();
  await workbench.screenshot('chat-thread');
  await thread.getByRole('button', { name: 'Allow once' }).click();
  await says('The tester is done.').waitFor();
  expect(JSON.stringify(server.requests.at(-2)?.body)).toContain('be brief');
});
