import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { prepareSample } from '../prepare-sample.ts';
import { runCommandLine } from '../run-command-line.ts';
import { useWorkbench } from '../use-workbench.ts';

type Dreamt = { readonly dream: { readonly id: string } };
type Thresholds = { readonly thresholds: readonly { readonly name: string }[] };

function said(session: string, text: string): string {
  return JSON.stringify({ session, type: 'user', text, at: '2026-01-05T09:00:00Z' });
}

test('what decisions moved stands below the dream that it held for, and is put back from there', async () => {
  const folder = await prepareSample();
  const moved = async () => (await runCommandLine<Thresholds>(folder, 'thresholds')).thresholds.map(({ name }) => name);
  const dreamAfter = async (name: string, lines: readonly string[]) => {
    await mkdir(join(folder, 'said'), { recursive: true });
    await writeFile(join(folder, 'said', name), lines.join('\n'));
    await runCommandLine(folder, 'import', join(folder, 'said', name), '--trust', 'user');
    return await runCommandLine<Dreamt>(folder, 'dream');
  };
  const { dream } = await dreamAfter('first.jsonl', [
    said('t1', 'From now on always sign the commits.'),
    said('t2', 'From now on always name branches after their ticket.'),
  ]);
  await runCommandLine(folder, 'undo', dream.id);
  await dreamAfter('second.jsonl', [said('t3', 'From now on always squash the commits of a branch.')]);
  expect(await moved()).toContain('support.instruction');

  const workbench = await useWorkbench({ folder });
  const dreams = await workbench.openView('Dreams');
  await dreams.openGroup(/to review|committed/);
  const row = await dreams.reveal(dreams.rows(/thresholds? moved by your decisions/));
  await workbench.photograph('thresholds-row');
  await row.click();
  const picker = workbench.page.locator('.quick-input-widget:visible');
  await picker.getByText(/^A standing instruction commits by itself with/).waitFor();
  await workbench.screenshot('thresholds-pick');
  await picker.locator('.quick-input-check-all').click();
  await workbench.quickInput().press('Enter');
  await expect.poll(moved).toEqual([]);
});
