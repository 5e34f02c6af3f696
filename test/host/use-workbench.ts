import { onTestFinished } from 'vitest';
import { openWorkbench, type WorkbenchOptions } from './open-workbench.ts';
import { prepareSample } from './prepare-sample.ts';
import type { Workbench } from './workbench.ts';

/** A window on a fresh copy of the sample workspace, for one test. It closes after it and is photographed if it fails. */
export async function useWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const workbench = await openWorkbench({ folder: options.folder ?? (await prepareSample()), ...options });
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await workbench.screenshot(`failed/${task.name.replace(/\W+/g, '-')}`);
    }
    await workbench.close();
  });
  return workbench;
}
