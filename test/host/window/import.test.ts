import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chooseFolder } from '../choose-folder.ts';
import { paths } from '../paths.ts';
import { runCommandLine } from '../run-command-line.ts';
import { temporaryFolder } from '../until-exit.ts';
import { useWorkbench } from '../use-workbench.ts';

type Sessions = { readonly sessions: readonly unknown[] };

test('a folder of transcripts is imported once the person says whose words they are, and dreamt over', async () => {
  const folder = join(temporaryFolder(), 'empty');
  await cp(join(paths.sample, 'workspace'), folder, { recursive: true });
  await mkdir(join(folder, '.dreamwright', 'store'), { recursive: true });
  const workbench = await useWorkbench({ folder });

  await workbench.runCommand('Dreamwright: Import Sessions');
  await workbench.pick('Folder…');
  await chooseFolder(workbench, join(paths.sample, 'sessions'), { shownFirst: 'cmd', button: /^Import/ });
  await workbench.pick('Mine');
  await workbench.answerNotification(/new events from 12 sessions imported/, 'Dream Now');
  await workbench.notification(/\d+ waits? for you/);
  expect((await runCommandLine<Sessions>(folder, 'sessions')).sessions).toHaveLength(12);

  await workbench.runCommand('Dreamwright: Import Sessions');
  await workbench.pick('Folder…');
  await chooseFolder(workbench, join(paths.sample, 'sessions'), { shownFirst: 'cmd', button: /^Import/ });
  await workbench.pick('Mine');
  await workbench.notification(/Nothing new in 12 sessions/);
});
