import { startMessagesServer } from '../models/messages-server.ts';
import { calling, saying } from '../models/scripts.ts';
import { connectModel } from './connect-model.ts';
import { openWorkbench } from './open-workbench.ts';
import { prepareSample } from './prepare-sample.ts';

const edit = (call: string, old_text: string, new_text: string) =>
  calling(call, 'edit_file', { path: 'README.md', edits: [{ old_text, new_text }] });

const GRADES = JSON.stringify({
  criteria: [{ criterion: 1, reason: 'The README says nothing of it.', quote: '', met: false }],
});

/** Longer work: an agent that another one called, an answer that can go on, a message sent again, a goal and its outcome. */
export async function photographWork(name: string, theme: string): Promise<void> {
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
  const send = async (text: string) => {
    const input = chat.getByRole('textbox', { name: /^Message\./ });
    await input.fill(text);
    await input.press('Enter');
  };
  const press = (button: string) => chat.getByRole('button', { name: button, exact: true }).last().click();

  server.play(
    calling(
      'hand',
      'delegate',
      { agent: 'tester', task: 'Find out why the linter fails.' },
      'The tester looks into it.',
    ),
    calling('list', 'list_folder', { path: '.' }, 'I look for the scripts first.'),
    calling('echo', 'run_command', { command: 'echo linting' }),
    saying('The linter is not installed.'),
    saying('The tester found that the linter is not installed.'),
  );
  await send('Have the tester find out why lint fails.');
  await workbench.notification(/The agent tester asks: run echo/);
  await workbench.photograph(`${name}-work-delegated`);
  await press('Show what this agent does');
  const thread = await workbench.webview('.entry.user:has-text("Find out why the linter")');
  await thread.getByRole('group', { name: /^Allow: run echo/ }).waitFor();
  await workbench.photograph(`${name}-work-thread`);
  await thread.getByRole('button', { name: 'Allow once' }).click();
  await chat.getByText('The tester found').first().waitFor();
  await workbench.runCommand('View: Close All Editors');

  server.play(
    calling('read', 'read_file', { path: 'README.md' }),
    edit('first', '`mise run test`', '`mise run tests`'),
    { kind: 'stream', steps: [{ kind: 'text', text: 'The README now' }, { kind: 'hang-up' }] },
  );
  await send('Mend the README.');
  await chat.getByRole('group', { name: /^Accept: edit README/ }).waitFor();
  await press('Accept');
  await chat.getByText('The connection broke off.').waitFor();
  await workbench.photograph(`${name}-work-continue`);
  server.play(saying(' names the right task.'));
  await press('Continue');
  await chat.getByText('names the right task.').first().waitFor();
  const message = chat.locator('.entry.user').last();
  await message.hover();
  await message.getByRole('button', { name: 'Edit and send again' }).click();
  await chat.getByRole('textbox', { name: /^Your message, edited/ }).waitFor();
  await workbench.photograph(`${name}-work-edit`);
  server.play(saying('The README names the task as it was.'));
  await press('Send again');
  await chat.getByText('as it was.').first().waitFor();
  await workbench.photograph(`${name}-work-sent-again`);

  server.play(saying('It is so.'), saying(GRADES));
  await send('/goal ---\nrounds: 1\n---\n# The README helps newcomers\n\n- `true` passes\n- it names what to install');
  await chat.getByRole('group', { name: /^Allow: run true/ }).waitFor();
  await press('Allow once');
  await chat.getByText('not met').first().waitFor();
  await workbench.photograph(`${name}-work-goal`);
  await workbench.runCommand('Dreamwright: Show Outcomes');
  await workbench.tab(/outcomes/i).waitFor();
  await workbench.photograph(`${name}-work-outcomes`);
  await workbench.close();
  await server.close();
}
