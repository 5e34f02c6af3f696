import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startMessagesServer } from '../models/messages-server.ts';
import { calling, saying } from '../models/scripts.ts';
import { connectModel } from './connect-model.ts';
import { openWorkbench } from './open-workbench.ts';
import { paths } from './paths.ts';
import { photographWork } from './photograph-work.ts';
import { prepareSample } from './prepare-sample.ts';
import { runCommandLine } from './run-command-line.ts';
import type { Workbench } from './workbench.ts';
import { writeInstructions } from './write-instructions.ts';

// `npm run screenshots [theme]`: each place in four themes, in a side bar of 240 px and in a wide one, with nothing,
// a few and 500 items. `npm run screenshots THEME agent` (or `work`) makes those of the agent alone. The dark picture of a review becomes the README's.
const themes = {
  dark: 'Dark 2026',
  light: 'Light 2026',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
} as const;
const QUESTION = 'why does mise run lint fail again?';

async function photographSample(name: string, theme: string): Promise<void> {
  const workbench = await openWorkbench({
    folder: await prepareSample(),
    settings: { 'workbench.colorTheme': theme },
  });
  const { page } = workbench;
  await workbench.openView('Chat');
  await (await workbench.webview('textarea')).getByText('Ask about this workspace').waitFor();
  await workbench.photograph(`${name}-0-empty`);

  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification(/\d+ (memor|wait|added)/);
  await workbench.photograph(`${name}-3-notification`);
  await workbench.hover(workbench.statusBarItemOf('dreamwright.status'), 'Last dream');
  await workbench.screenshot(`${name}-3-status`);
  await workbench.runCommand('Notifications: Clear All Notifications');

  const review = await workbench.openView('Review');
  await workbench.hover(review.leaves().first(), 'Rests on what came');
  await workbench.screenshot(`${name}-3-hover`);
  await review.leaves().last().click();
  await page.locator('.monaco-diff-editor').waitFor();
  await workbench.photograph(`${name}-3-review`);

  await photographDocuments(workbench, name);
  await photographChat(workbench, name);
  for (const [place, command] of [
    ['search', 'Dreamwright: Search Memory'],
    ['connect', 'Dreamwright: Connect Model'],
    ['import', 'Dreamwright: Import Sessions'],
  ] as const) {
    await workbench.runCommand(command);
    await workbench.quickInput().waitFor();
    await workbench.screenshot(`${name}-3-${place}`);
    await page.keyboard.press('Escape');
  }
  await workbench.runCommand('Welcome: Open Walkthrough');
  await workbench.quickInput().fill('Dreamwright');
  await page.keyboard.press('Enter');
  await page.locator('h2').filter({ hasText: 'Get started with Dreamwright' }).waitFor();
  await workbench.screenshot(`${name}-3-walkthrough`);
  await workbench.close();
}

async function photographDocuments(workbench: Workbench, name: string): Promise<void> {
  const memories = await workbench.openView('Memories');
  await memories.openRow(/\.md/);
  await workbench.photograph(`${name}-3-memory`);
  await memories.rowAction(/\.md/, 'Show History');
  await workbench.quickInput().waitFor();
  await workbench.screenshot(`${name}-3-history`);
  await workbench.page.keyboard.press('Escape');
  const dreams = await workbench.openView('Dreams');
  await dreams.rows().first().waitFor();
  await workbench.photograph(`${name}-3-dreams`);
  await dreams.header.click();
  await workbench.runCommand('Dreamwright: Open Dream Report');
  await workbench.tab(/dream-report/).waitFor();
  await workbench.screenshot(`${name}-3-report`);
}

async function photographChat(workbench: Workbench, name: string): Promise<void> {
  await workbench.openView('Chat');
  const chat = await workbench.webview('textarea');
  await chat.getByRole('textbox').fill(QUESTION);
  await chat.getByRole('textbox').press('Enter');
  await chat
    .getByRole('button', { name: /^Open memory/ })
    .first()
    .hover();
  await workbench.photograph(`${name}-3-chat`);
  // As most people have it: high enough for every view.
  await workbench.page.setViewportSize({ width: 1440, height: 1060 });
  await workbench.setSideBarWidth(360);
  const review = await workbench.openView('Review');
  await review.leaves().first().click();
  await workbench.page.locator('.monaco-diff-editor').waitFor();
  await workbench.page.locator('.editor-actions').getByRole('button', { name: 'Approve' }).first().waitFor();
  await workbench.screenshot(`${name}-3-all`);
  await workbench.page.setViewportSize({ width: 1280, height: 800 });
  await workbench.runCommand('View: Close All Editors');
  await workbench.runCommand('Dreamwright: Open Chat in Editor');
  // The side bar begins a new session, so this is the one in the editor.
  await workbench.page.locator('iframe.webview').nth(1).waitFor();
  await (await workbench.webview('.chip')).locator('.chip').first().waitFor();
  await workbench.screenshot(`${name}-3-chat-editor`);
}

async function photographMany(name: string, theme: string): Promise<void> {
  const folder = await prepareSample();
  const many = join(folder, '..', 'many.jsonl');
  await writeInstructions(many, 500);
  await runCommandLine(folder, 'import', many, '--trust', 'user');
  const settings = { 'workbench.colorTheme': theme, 'dreamwright.dream.sensitivity': 'cautious' };
  // High enough for the memories of the first folders to show.
  const workbench = await openWorkbench({ folder, settings, size: { width: 1280, height: 1060 } });
  const review = await workbench.openView('Review');
  await workbench.runCommand('Dreamwright: Dream Now');
  await workbench.notification(/wait for you/);
  await review.leaves().first().waitFor();
  await workbench.photograph(`${name}-500-review`);
  await workbench.runCommand('Dreamwright: Approve All of a Group');
  await workbench.quickInput().waitFor();
  await workbench.screenshot(`${name}-500-groups`);
  await workbench.pick('Waits as you chose');
  const memories = await workbench.openView('Memories');
  await memories
    .rows(/always-run-task/)
    .first()
    .waitFor();
  await workbench.photograph(`${name}-500-memories`);
  await workbench.close();
}

/** The agent at work: what waits, what runs, what is done, and what the person can put beside a message. */
async function photographAgent(name: string, theme: string): Promise<void> {
  const server = await startMessagesServer();
  const workbench = await openWorkbench({
    folder: await prepareSample(),
    size: { width: 1280, height: 1000 },
    settings: { 'workbench.colorTheme': theme, 'dreamwright.claude.baseUrl': server.url },
  });
  await workbench.openView('Chat');
  const chat = await workbench.webview('textarea');
  await connectModel(workbench);
  await chat.getByText('Claude Test 2').waitFor();
  for (const view of ['Review', 'Memories']) await (await workbench.openView(view)).header.click();
  server.play(...AGENT_SCRIPTS);
  const input = chat.getByRole('textbox', { name: /^Message/ });
  const press = (button: string) => chat.getByRole('button', { name: button, exact: true }).click();

  await input.fill('Look at @READ');
  await chat.getByRole('listbox').waitFor();
  await workbench.photograph(`${name}-agent-mentions`);
  await input.fill('Mention the tests in @README.md and check that it builds.');
  await input.press('Enter');
  await chat.getByRole('group', { name: /^Accept: edit README/ }).waitFor();
  await workbench.photograph(`${name}-agent-diff`);
  await press('Accept');
  await chat.getByRole('group', { name: /^Allow: run echo/ }).waitFor();
  await chat.locator('.pattern summary').last().click();
  await workbench.photograph(`${name}-agent-permission`);
  await press('For this session');
  await chat.locator('.tool-card.running').waitFor();
  await chat.locator('.tool-card.running .tool-head').click();
  await workbench.photograph(`${name}-agent-running`);
  await chat.getByRole('group', { name: /^Allow: run rm/ }).waitFor();
  await workbench.photograph(`${name}-agent-danger`);
  await press('Deny');
  await chat.getByRole('group', { name: /^Which/ }).waitFor();
  await workbench.photograph(`${name}-agent-question`);
  await press('Only the README');
  await chat.getByText('The README now says').first().waitFor();
  await chat.locator('.todos-head').click();
  await workbench.photograph(`${name}-agent-done`);
  await workbench.close();
  await server.close();
}

const todos = (...states: readonly string[]) => ({
  items: ['Read the README', 'Say how tests run', 'Check that it builds'].map((text, index) => ({
    text,
    state: states[index],
  })),
});

const AGENT_SCRIPTS = [
  calling('plan', 'todo_list', todos('doing', 'open', 'open'), 'I look at the README first.'),
  calling('read', 'read_file', { path: 'README.md' }),
  calling('edit', 'edit_file', {
    path: 'README.md',
    edits: [{ old_text: '`mise run test`.', new_text: '`mise run test`, which takes a minute.' }],
  }),
  calling('run', 'run_command', { command: 'echo building; sleep 12; ls no-go-here' }, 'Now the build.'),
  calling('clean', 'run_command', { command: 'rm -rf entire' }, 'It fails. I clean up and try again.'),
  calling('ask', 'ask_person', { question: 'Which part shall I keep?', options: ['Only the README', 'Everything'] }),
  calling('end', 'todo_list', todos('done', 'done', 'open')),
  saying('The README now says how long the tests take. The build fails, as Go is not installed here.'),
];

const [chosen, part] = process.argv.slice(2);
await rm(paths.screenshots, { recursive: true, force: true });
await mkdir(paths.screenshots, { recursive: true });
for (const [name, theme] of Object.entries(themes)) {
  if (chosen !== undefined && chosen !== name) continue;
  if (part === undefined) {
    await photographSample(name, theme);
    await photographMany(name, theme);
  }
  if (part !== 'work') await photographAgent(name, theme);
  if (part !== 'agent') await photographWork(name, theme);
  console.log(`${name}: done`);
}
if (part === undefined && (chosen === undefined || chosen === 'dark')) {
  await copyFile(join(paths.screenshots, 'dark-3-all.png'), join(paths.repository, 'media', 'screenshot.png'));
}
process.exit(0);
