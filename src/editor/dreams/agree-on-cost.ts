import * as vscode from 'vscode';
import { tellEstimate } from '../../core/dream/engine/tell-estimate.ts';
import type { DreamRunner } from './dream-runner.ts';

/** Shows what a model would cost before it is asked; `model` at once where nothing would be sent. */
export async function agreeOnCost(runner: DreamRunner, scope: string | undefined): Promise<'model' | 'local' | 'not'> {
  const found = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Estimating the dream', cancellable: true },
    async (_progress, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      try {
        return await runner.estimate(scope, controller.signal);
      } catch (error) {
        if (controller.signal.aborted) return 'not' as const;
        throw error;
      }
    },
  );
  if (found === 'not') return 'not';
  if (found === null) return 'model';
  const [withModel, without] = ['Dream', 'Dream Without a Model'] as const;
  const choice = await vscode.window.showInformationMessage(
    tellEstimate(found.model, found.estimate),
    withModel,
    without,
  );
  if (choice === undefined) return 'not';
  return choice === withModel ? 'model' : 'local';
}
