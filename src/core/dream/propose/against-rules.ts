import { hasEnded } from '../../memory/memory.ts';
import { redact } from '../../secrets/redact.ts';
import type { Finding } from '../finding.ts';
import type { Proposal } from '../proposal.ts';
import type { RuleLine } from '../review/rule-line.ts';
import type { WorkspaceWord, WorkspaceWords } from './workspace-words.ts';

/** An edit beside what the workspace itself says of it. */
export type WithRules =
  | { readonly kind: 'kept'; readonly proposal: Proposal }
  | { readonly kind: 'left-out'; readonly text: string; readonly said: Extract<WorkspaceWord, { kind: 'said' }> };

/**
 * Leaves out what would write down anew what a rule file or the code says already. Where a rule file says the opposite,
 * the edit names the sentence, so that the gate holds it and a person decides which of the two is edited.
 */
export function withRules(proposal: Proposal, words: WorkspaceWords, findings: readonly Finding[]): WithRules {
  const folder = findings.find(({ where }) => where !== undefined)?.where ?? '';
  const denied = findings.flatMap((finding) => ('against' in finding ? (finding.against ?? []) : []));
  for (const { before, after } of proposal.changes) {
    if (after === null || after.text === before?.text || hasEnded(after)) continue;
    const word = words(after.text, folder);
    if (word.kind === 'denied') denied.push(word.by);
    if (word.kind === 'said' && proposal.operation === 'create') {
      return { kind: 'left-out', text: after.text, said: word };
    }
  }
  const [by] = denied;
  return { kind: 'kept', proposal: by === undefined ? proposal : against(proposal, by) };
}

function against(proposal: Proposal, { file, text }: RuleLine): Proposal {
  const said = `${file} says “${redact(text).text}”`;
  const { reason } = proposal;
  return {
    ...proposal,
    against: { file, text: redact(text).text },
    reason: reason.includes(said) ? reason : `${reason.replace(/\.$/u, '')}, but ${said}`,
  };
}
