import * as vscode from 'vscode';
import type { DreamRecord } from '../../core/dream/dream-record.ts';
import type { DreamOutcome, Dreamwright } from '../../core/dreamwright.ts';
import type { CommandHandlers } from '../commands/command-map.ts';
import type { ErrorBoundary } from '../commands/error-boundary.ts';
import { runCommand } from '../commands/register-commands.ts';
import { count } from '../count.ts';
import { offer } from '../offer.ts';
import type { ReadSetting } from '../read-setting.ts';
import type { StoreMirror } from '../store-mirror.ts';
import { agreeOnCost } from './agree-on-cost.ts';
import { dreamSummary } from './describe-dream.ts';
import type { DreamNode } from './dream-node.ts';
import type { DreamRunner } from './dream-runner.ts';
import { dreamToUndo } from './dream-to-undo.ts';
import { openReport } from './open-report.ts';
import type { Pause } from './pause.ts';
import { pickScope } from './pick-scope.ts';
import { resetThresholds } from './reset-thresholds.ts';
import { revertChanges } from './revert-changes.ts';

interface DreamParts {
  readonly open: () => Promise<Dreamwright>;
  readonly mirror: StoreMirror;
  readonly runner: DreamRunner;
  readonly pause: Pause;
  readonly boundary: ErrorBoundary;
  readonly readSetting: ReadSetting;
}

type DreamCommandId =
  | 'dreamwright.dreamNow'
  | 'dreamwright.cancelDream'
  | 'dreamwright.undoDream'
  | 'dreamwright.revertChanges'
  | 'dreamwright.openReport'
  | 'dreamwright.pauseDreaming'
  | 'dreamwright.resumeDreaming'
  | 'dreamwright.resetThresholds';

export function dreamCommands(parts: DreamParts): CommandHandlers<DreamCommandId> {
  return {
    'dreamwright.dreamNow': async () => await dreamNow(parts),
    'dreamwright.cancelDream': () => offerCancel(parts),
    'dreamwright.undoDream': async (target) => {
      const { dreams, items } = await parts.mirror.load();
      const dream = target !== undefined && 'dream' in target ? target.dream : dreamToUndo(dreams, items);
      if (dream === undefined) throw new Error('There is no dream to undo.');
      await undoDream(parts, dream);
    },
    'dreamwright.revertChanges': async () => await revertChanges(parts),
    'dreamwright.openReport': async (target) => {
      const { dreams } = await parts.mirror.load();
      const dream = target?.dream ?? dreams[0];
      if (dream === undefined) throw new Error('There is no dream to report on yet.');
      await openReport(dream.id);
    },
    'dreamwright.pauseDreaming': async () => await parts.pause.ask(),
    'dreamwright.resumeDreaming': async () => await parts.pause.resume(),
    'dreamwright.resetThresholds': async () => await resetThresholds(parts.open),
  };
}

async function dreamNow(parts: DreamParts): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new Error('Dreams need a trusted workspace. Use "Manage Workspace Trust" to trust this one.');
  }
  const picked = await pickScope(parts.readSetting);
  if (picked === null) return;
  const { scope } = picked;
  const way = await agreeOnCost(parts.runner, scope);
  if (way === 'not') return;
  const outcome = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: 'Dreaming', cancellable: true },
    async (progress, token) => {
      token.onCancellationRequested(() => parts.runner.cancel());
      let reached = 0;
      return await parts.runner.run(
        { trigger: 'command', isAsked: true, isLocal: way === 'local', ...(scope !== undefined && { scope }) },
        ({ step, steps, label }) => {
          progress.report({ message: `${step} of ${steps}: ${label}`, increment: ((step - reached) * 100) / steps });
          reached = step;
        },
      );
    },
  );
  if (outcome === null) return;
  if (outcome.kind === 'busy')
    throw new Error('Another dream is under way. Wait for it, or cancel it from the status bar.');
  await parts.mirror.refresh();
  reportDream(parts.boundary, outcome);
}

/** The one notification a dream may give; nothing when nothing changed and nothing waits. */
export function reportDream(boundary: ErrorBoundary, outcome: Extract<DreamOutcome, { kind: 'ended' }>): void {
  if (outcome.record.status === 'cancelled') return;
  if (outcome.record.status === 'failed') {
    throw new Error(`The dream failed: ${outcome.record.error ?? 'no reason was given'}. Memory is as it was.`);
  }
  const summary = dreamSummary(outcome);
  if (summary === null) {
    const read = count(outcome.record.sessions, 'session');
    vscode.window.setStatusBarMessage(`$(dreamwright-moon) Read ${read}; nothing to change.`, 10_000);
    return;
  }
  const waits = outcome.items.some((item) => item.state === 'waiting');
  const changed = outcome.items.some((item) => item.state === 'committed');
  const target: DreamNode = { kind: 'dream', dream: outcome.record };
  // The local engine has something to say of itself only where a model should have written instead.
  const instead = outcome.record.engine === 'local' ? (outcome.record.notes ?? []) : [];
  offer(boundary, [`${summary}.`, ...instead].join(' '), {
    ...(waits
      ? { Review: async () => await runCommand('dreamwright.reviewProposals') }
      : { Report: async () => await runCommand('dreamwright.openReport', target) }),
    ...(changed && { Undo: async () => await runCommand('dreamwright.undoDream', target) }),
  });
}

async function undoDream(parts: DreamParts, dream: DreamRecord): Promise<void> {
  const store = await parts.open();
  const { memories, merges, withdrawn, commit } = await store.undo(dream.id);
  await parts.mirror.refresh();
  const done = [
    `${count(memories, 'memory', 'memories')} restored`,
    ...(withdrawn > 0 ? [`${count(withdrawn, 'proposal')} withdrawn`] : []),
    ...(merges > 0 ? [`${merges} changed since and ${merges === 1 ? 'waits' : 'wait'} for you`] : []),
  ];
  const redo = async () => {
    if (commit === null) return;
    await store.undo(commit);
    await parts.mirror.refresh();
  };
  offer(parts.boundary, `Dream undone: ${done.join(', ')}.`, commit === null ? {} : { 'Undo the Undo': redo });
}

function offerCancel({ runner, boundary }: DreamParts): void {
  if (runner.running === null) return;
  const { progress } = runner.running;
  const where = progress === null ? 'Dreaming.' : `Dreaming, ${progress.step} of ${progress.steps}: ${progress.label}.`;
  offer(boundary, where, { 'Cancel Dream': async () => runner.cancel() });
}
