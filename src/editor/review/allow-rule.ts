import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/dream/proposal.ts';
import { allowanceProblem } from '../../core/gate/allowance.ts';
import { explainRule } from '../../core/gate/explain-rule.ts';
import { placeName } from '../documents/place.ts';
import { outcomeProblem } from '../outcome-message.ts';
import type { ReviewParts } from './decide-proposal.ts';

/** A person says which rule is wrong about a refused proposal; it then waits for approval as any other. */
export async function allowRule(parts: ReviewParts, item: ReviewItem): Promise<void> {
  const hits = item.verdict.hits.filter(({ effect }) => effect === 'refuse');
  if (item.state !== 'refused' || hits.length === 0) {
    throw new Error(`${placeName(item.proposal.path)} is not refused; approve or reject it.`);
  }
  const picked = await vscode.window.showQuickPick(
    hits.map(({ rule, detail }) => ({ label: detail, description: rule, detail: explainRule(rule), rule })),
    { title: `Allow a rule for ${placeName(item.proposal.path)}`, placeHolder: 'Which rule is wrong about this text?' },
  );
  if (picked === undefined) return;
  const pattern = await askPattern(picked.rule);
  if (pattern === undefined) return;
  const store = await parts.open();
  const personalData = parts.readSetting('gate.personalData');
  const outcome =
    pattern === null
      ? await store.allowRule(item.proposal.id, picked.rule, { personalData })
      : await store.allowPattern(item.proposal.id, { rule: picked.rule, pattern });
  await parts.mirror.refresh();
  const problem = outcome.kind === 'refused' || outcome.kind === 'waiting' ? null : outcomeProblem(outcome);
  if (problem !== null) throw new Error(problem);
}

/** Null for this proposal alone, a pattern for all that comes; undefined when the person thinks better of it. */
async function askPattern(rule: string): Promise<string | null | undefined> {
  if (allowanceProblem({ rule, pattern: 'abcdef' }) !== null) return null;
  const picked = await vscode.window.showQuickPick(
    [
      { label: 'Once', detail: 'For this proposal; you still approve it.', isOnce: true },
      {
        label: 'By pattern…',
        detail: 'For every text that holds the same harmless piece, from now on.',
        isOnce: false,
      },
    ],
    { title: `Allow ${rule}` },
  );
  if (picked === undefined || picked.isOnce) return picked === undefined ? undefined : null;
  return await vscode.window.showInputBox({
    title: `What is harmless of ${rule}`,
    prompt: '`*` stands for any characters but blanks. Kept in ~/.dreamwright/constitution.md, below Allowed.',
    placeHolder: 'build-2026-*',
    validateInput: (pattern) => allowanceProblem({ rule, pattern }),
  });
}
