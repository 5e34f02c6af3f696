import * as vscode from 'vscode';
import type { ReviewItem } from '../../core/dream/proposal.ts';
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
  const personalData = parts.readSetting('gate.personalData');
  const outcome = await (await parts.open()).allowRule(item.proposal.id, picked.rule, { personalData });
  await parts.mirror.refresh();
  const problem = outcome.kind === 'refused' || outcome.kind === 'waiting' ? null : outcomeProblem(outcome);
  if (problem !== null) throw new Error(problem);
}
